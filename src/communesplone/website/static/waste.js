/* Names of streets under the field; the page works without this file. CommunesPlone, GPL-2.0-or-later. */
(() => {
  "use strict";
  const field = document.querySelector("[data-streets]");
  let asked = 0;
  field?.addEventListener("input", async () => {
    const words = field.value.trim();
    const mine = ++asked;
    if (words.length < 2) return;
    await new Promise((done) => setTimeout(done, 150));
    if (mine !== asked) return;
    try {
      const answer = await fetch(`${field.dataset.streets}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      const { streets } = await answer.json();
      if (mine === asked) field.list.replaceChildren(...streets.map((street) => new Option(street.title)));
    } catch { /* The answer comes with the next page. */ }
  });
})();
