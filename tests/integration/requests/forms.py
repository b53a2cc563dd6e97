"""A form in three steps with questions that depend on others, for the tests of ordering."""

from plone import api
import transaction


MOVING = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:ask="http://namespaces.communesplone.org/ask">
  <schema ask:label="About you">
    <field name="last_name" type="zope.schema.TextLine"><title>Last name</title></field>
    <field name="first_name" type="zope.schema.TextLine"><title>First name</title></field>
    <field name="email" type="communesplone.core.fields.Email"><title>E-mail address</title>
      <required>False</required></field>
    <field name="subject" type="zope.schema.Choice">
      <title>Who is moving?</title>
      <values><element key="alone">I alone</element><element key="family">My family</element></values>
    </field>
    <field name="members" type="zope.schema.Int" ask:when="subject is family"><title>How many persons?</title></field>
    <fieldset name="children" label="Children" ask:when="subject is family and members &gt; 1">
      <field name="schools" type="zope.schema.TextLine"><title>Which school?</title></field>
      <field name="proof" type="plone.namedfile.field.NamedBlobFile" ask:when="schools filled">
        <title>Certificate of the school</title><required>False</required></field>
    </fieldset>
    <fieldset name="address" label="New address" description="Where you will live.">
      <field name="street" type="zope.schema.TextLine"><title>Street and number</title></field>
      <field name="day" type="zope.schema.Date"><title>Day of the move</title></field>
    </fieldset>
  </schema>
</model>
"""
ABOUT = {"last_name": "Lemaire", "first_name": "Nadia", "email": "nadia@example.be"}
ADDRESS = {"street": "Rue Haute 8", "day": "2026-12-01"}


def use_form(town, model=MOVING, **settings):
    """Give the first procedure of the town this form; returns its address."""
    transaction.begin()
    procedure = town["demarches"]["composition-de-menage"]
    procedure.form_model = model
    for name, value in settings.items():
        setattr(procedure, name, value)
    transaction.commit()
    return procedure.absolute_url()


def first_answer(browser, **values):
    """Fill in the fields of the step; what is named "-" leaves the page, as hidden ones do."""
    form = browser.getForm(id="order")._form
    for name, value in values.items():
        key = f"form.widgets.{name}"
        for one in (key, f"{key}:list"):
            if one not in form.fields:
                continue
            if value == "-":
                del form.fields[one]
                form.fields.pop(f"{key}-empty-marker", None)
                form.field_order = [pair for pair in form.field_order if pair[0] not in (one, f"{key}-empty-marker")]
            else:
                form[one].value = value


def state(case) -> str:
    return api.content.get_state(case)
