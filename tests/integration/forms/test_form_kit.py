"""The form kit: what a person with a keyboard or a screen reader needs is in the markup, and nothing typed is lost."""

from communesplone.core.fields import NationalNumber
from communesplone.core.fields import PastDate
from communesplone.core.forms import AccessibleForm
from lxml import html
from z3c.form import button
from z3c.form import field
from z3c.form.browser.file import FileWidget
from z3c.form.group import Group
from z3c.form.widget import FieldWidget
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
import pytest


def choices(*titles):
    return SimpleVocabulary([SimpleTerm(title, f"t{number}", title) for number, title in enumerate(titles)])


class IPerson(Interface):
    last_name = schema.TextLine(title="Last name", description="As on the card.", max_length=40)
    number = NationalNumber(title="National number")
    birth_date = PastDate(title="Born on")
    phone = schema.TextLine(title="Phone", required=False)


class IWish(Interface):
    whom = schema.Choice(title="For whom?", vocabulary=choices("Me", "My child", "Somebody else"))
    reason = schema.Choice(title="Reason", vocabulary=choices(*"abcdefg"))
    languages = schema.List(title="Languages", value_type=schema.Choice(vocabulary=choices("fr", "nl")), required=False)
    copies = schema.Int(title="Copies", min=1, max=3)
    note = schema.Text(title="Note", required=False)
    proof = schema.Bytes(title="Proof", required=False)
    agreed = schema.Bool(title="I have read it", required=False)


class Upload(FileWidget):
    stored_name = "card <1>.pdf"
    stored_size = 312_400
    max_size = 10_000_000
    accept = ".pdf,.jpg"


class WishGroup(Group):
    label = "Your wish"
    fields = field.Fields(IWish)
    fields["proof"].widgetFactory = lambda one, request: FieldWidget(one, Upload(request))


class OrderForm(AccessibleForm):
    label = "Birth record"
    fields = field.Fields(IPerson)
    groups = (WishGroup,)
    got = None

    @button.buttonAndHandler("Continue", name="next")
    def handle_next(self, action):
        self.got, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage


@pytest.fixture
def fill(portal, http_request):
    """Send answers (or open the form without any) and read the page."""

    def send(**answers):
        if answers:
            http_request.method = http_request.environ["REQUEST_METHOD"] = "POST"
            http_request.other["REQUEST_METHOD"] = "POST"
            http_request.form.update({f"form.widgets.{name}": value for name, value in answers.items()})
            http_request.form["form.buttons.next"] = "Continue"
        form = OrderForm(portal, http_request)
        form.enableCSRFProtection = False
        form.update()
        return form, html.fromstring(form.render())

    return send


def element(page, name):
    return page.get_element_by_id(f"form-widgets-{name}")


def test_every_field_has_a_label_that_points_to_it(fill):
    _form, page = fill()
    for name in ("last_name", "number", "birth_date", "phone", "reason", "copies", "note", "proof"):
        assert page.xpath(f"//label[@for='form-widgets-{name}']"), name
        assert element(page, name) is not None


def test_required_is_said_in_words_and_to_the_machine(fill):
    _form, page = fill()
    assert "(required)" in page.xpath("string(//label[@for='form-widgets-last_name'])")
    assert "(required)" not in page.xpath("string(//label[@for='form-widgets-phone'])")
    assert element(page, "last_name").get("required")
    assert not element(page, "phone").get("required")


def test_the_browser_can_help_to_fill_in(fill):
    _form, page = fill()
    assert element(page, "last_name").get("autocomplete") == "family-name"
    assert element(page, "birth_date").get("autocomplete") == "bday"
    assert element(page, "birth_date").get("type") == "date"
    assert element(page, "phone").get("type") == "tel"
    assert element(page, "number").get("inputmode") == "numeric"
    assert element(page, "copies").get("inputmode") == "numeric"
    assert element(page, "last_name").get("maxlength") == "40"


def test_the_hint_is_read_with_the_field(fill):
    _form, page = fill()
    hint = element(page, "last_name").get("aria-describedby")
    assert page.get_element_by_id(hint).text_content().strip() == "As on the card."
    assert element(page, "phone").get("aria-describedby") is None


def test_few_choices_are_radio_buttons_in_a_group_with_its_question(fill):
    _form, page = fill()
    radios = page.xpath("//fieldset[contains(legend, 'For whom?')]//input[@type='radio']")
    assert len(radios) == 3
    assert all(page.xpath(f"//label[@for='{one.get('id')}']") for one in radios)
    assert page.xpath("//fieldset[contains(legend, 'Languages')]//input[@type='checkbox']")


def test_a_long_list_starts_without_an_answer(fill):
    _form, page = fill()
    options = element(page, "reason").xpath("option")
    assert len(options) == 8
    assert not element(page, "reason").xpath("option[@selected and starts-with(@value, 't')]")


def test_an_empty_form_lists_each_error_with_a_link_that_arrives(fill):
    form, page = fill(last_name="")
    links = page.xpath("//div[@id='error-summary']//a")
    assert {"last_name", "number", "birth_date", "copies"} <= {
        link.get("href").removeprefix("#form-widgets-") for link in links
    }
    for link in links:
        assert page.get_element_by_id(link.get("href")[1:]) is not None
    assert form.page_title().startswith("Error: ")
    assert element(page, "last_name").get("aria-invalid") == "true"
    error = element(page, "last_name").get("aria-describedby").split()[0]
    assert "Fill in this field." in page.get_element_by_id(error).text_content()


def test_what_was_typed_stays_when_something_else_is_wrong(fill):
    _form, page = fill(
        last_name="O'Neill <b>", number="85.07.30-033.99", copies="seven", whom=["t1"], reason=["t4"], note="Two\nlines"
    )
    assert element(page, "last_name").get("value") == "O'Neill <b>"
    assert element(page, "number").get("value") == "85.07.30-033.99"
    assert element(page, "copies").get("value") == "seven"
    assert page.get_element_by_id("form-widgets-whom-1").get("checked")
    assert page.xpath("//option[@value='t4']/@selected")
    assert element(page, "note").text.strip() == "Two\nlines"


def test_impossible_and_future_dates_are_explained(fill):
    _form, page = fill(birth_date="2023-02-30")
    assert "not a date of the calendar" in page.get_element_by_id("form-widgets-birth_date-error").text_content()
    _form, page = fill(birth_date="2999-01-01")
    assert "in the future" in page.get_element_by_id("form-widgets-birth_date-error").text_content()


def test_too_many_copies_names_the_limit(fill):
    _form, page = fill(copies="9")
    assert "at most 3" in page.get_element_by_id("form-widgets-copies-error").text_content()


def test_a_file_that_was_received_is_named_and_can_be_removed(fill):
    _form, page = fill()
    stored = page.xpath("//div[@class='stored']")[0]
    assert "card <1>.pdf" in stored.text_content()
    assert "312 KB" in stored.text_content()
    assert stored.xpath(".//input[@name='form.widgets.proof.remove']")
    assert element(page, "proof").get("accept") == ".pdf,.jpg"
    assert "10 MB" in page.get_element_by_id("form-widgets-proof-hint").text_content()


def test_buttons_are_buttons_and_the_form_is_sent_once(fill):
    _form, page = fill()
    form = page.xpath("//form[contains(@class, 'form')]")[-1]
    assert form.get("data-once") is not None
    assert form.get("novalidate")
    assert [one.get("name") for one in form.xpath(".//button[@type='submit']")] == ["form.buttons.next"]


def test_right_answers_arrive_as_values(fill):
    form, page = fill(
        last_name="Lemaire",
        number="85.07.30-033.28",
        birth_date="1985-07-30",
        copies="2",
        whom=["t0"],
        reason=["t2"],
        languages=["t0", "t1"],
        agreed=["selected"],
    )
    assert not form.errors()
    assert not page.xpath("//div[@id='error-summary']")
    assert form.got["copies"] == 2
    assert form.got["birth_date"].isoformat() == "1985-07-30"
    assert form.got["whom"] == "Me"
    assert form.got["languages"] == ["fr", "nl"]
    assert form.got["agreed"] is True
