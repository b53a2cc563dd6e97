# The verbs of the house. Everything is safe to repeat; PORT=8081 make start takes another port.
HOUSE = sh scripts/house.sh
CODE = src tests scripts docs/conf.py

# Both spellings: PORT=8081 make start and make start PORT=8081. No shell between make and the scripts: signals arrive.
export PORT
export FROM
export FULL
export KEEP

.DEFAULT_GOAL := help
.PHONY: help start build test test-faults test-domain lint docs i18n dist clean backup restore drill bench check-site

help:  ## This list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

start:  ## A living demo commune on http://localhost:8080/commune, from a bare machine
	@$(HOUSE) start

build:  ## Only the programs in bin/, no server
	@$(HOUSE) build

test:  ## Everything, in a real browser too; ARGS="-k order" goes to pytest
	@$(HOUSE) test $(ARGS)

test-faults:  ## Killed servers, full disk, jumping clock, mail server down: minutes, printed as a report
	@COMMUNES_FAULTS=1 $(HOUSE) test tests/faults -s $(ARGS)

test-domain: bin/pytest  ## The rules without Plone, in milliseconds
	@bin/pytest -p no:zopelayer tests/domain $(ARGS)

backup: bin/py  ## Database and files into var/backups, while the site runs; FULL=1 begins a new set, KEEP=7 sets stay
	@$(HOUSE) backup

restore: bin/py  ## Put a backup back, the last one or FROM=name; what was there is kept aside; the site must be ended
	@$(HOUSE) restore

drill: bin/py  ## Back up, restore beside, compare object by object; the data is only read
	@$(HOUSE) drill

bench: bin/devpy  ## Our pages beside Plone's, three sizes (the first time builds them, half an hour); ARGS="1000" or ARGS="storm" a part
	@bin/devpy scripts/bench/run.py $(ARGS)

check-site: bin/devpy  ## A municipal site as visitors and the law see it: make check-site URL=https://...; ARGS="--pages 50"
	@bin/devpy scripts/check_site.py $(URL) $(ARGS)

lint: bin/devpy  ## Style of code, ZCML, XML and templates; translations; generated files; change notes
	@sh scripts/lint.sh

docs: bin/sphinx-build  ## HTML in docs/_build/html; a warning is an error
	@bin/sphinx-build -W -n --keep-going -q -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

i18n: bin/i18ndude  ## Collect the texts again and bring them into every language's catalogue
	@PYTHONPATH=scripts bin/devpy scripts/update_translations.py

dist: bin/devpy  ## sdist and wheel in dist/
	@bin/devpy -m build -- --no-isolation --outdir dist .

clean:  ## Everything that was built; keeps the data in var/
	@rm -rf .venv bin parts develop-eggs dist build docs/_build .installed.cfg .mr.developer.cfg
	@rm -rf .pytest_cache .ruff_cache .hypothesis src/communesplone.egg-info

bin/%:
	@$(HOUSE) build
