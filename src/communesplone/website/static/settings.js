/* Live preview of the commune's settings; without this file the button "Preview" does the same. GPL-2.0-or-later. */
(() => {
  "use strict";
  const preview = document.getElementById("preview");
  if (!preview) return;
  const sheet = document.getElementById("preview-sheet");
  const field = (name) => document.getElementById(`form-widgets-${name}`);
  const all = (selector) => [...preview.querySelectorAll(selector)];
  const colour = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;
  const words = { commune_name: "[data-name]", tagline: "[data-tagline]" };
  for (const [name, selector] of Object.entries(words)) {
    const input = field(name);
    if (input) input.addEventListener("input", () => all(selector).forEach((one) => { one.textContent = input.value; }));
  }

  // Colours: the server knows the rules, so it is asked for the style sheet and for the table of contrasts.
  let waiting = 0;
  const show = async () => {
    const brand = field("brand_colour").value.trim(), accent = field("accent_colour").value.trim();
    if (!colour.test(brand) || !colour.test(accent)) return;
    const query = new URLSearchParams({ preview: 1, brand, accent });
    sheet.href = `${preview.dataset.sheet}?${query}`;
    const asked = new URLSearchParams({ "form.widgets.brand_colour": brand, "form.widgets.accent_colour": accent });
    const answer = await fetch(`${location.pathname}?${asked}`, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const table = page.querySelector("#contrasts table");
    if (table) document.querySelector("#contrasts table").replaceWith(table);
  };
  ["brand_colour", "accent_colour"].forEach((name) => {
    const input = field(name);
    if (!input) return;
    const picker = Object.assign(document.createElement("input"), { type: "color", className: "picker", value: colour.test(input.value) && input.value.length === 7 ? input.value : "#000000" });
    picker.setAttribute("aria-labelledby", document.querySelector(`label[for="${input.id}"]`).id = `label-${name}`);
    input.after(picker);
    const later = () => { clearTimeout(waiting); waiting = setTimeout(show, 250); };
    picker.addEventListener("input", () => { input.value = picker.value; later(); });
    input.addEventListener("input", () => { if (colour.test(input.value) && input.value.length === 7) picker.value = input.value; later(); });
  });

  // The coat of arms as soon as it is chosen.
  const arms = document.querySelector("[data-shows=arms]");
  if (arms) arms.addEventListener("change", () => {
    if (!arms.files[0] || arms.files[0].size > 200000) return;
    const reader = new FileReader();
    reader.onload = () => all("[data-arms]").forEach((one) => { one.src = reader.result; });
    reader.readAsDataURL(arms.files[0]);
  });
})();
