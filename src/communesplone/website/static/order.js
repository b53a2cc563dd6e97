/* The order form: further questions at once, and the puzzle that keeps programs away. Works without this file too. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Questions that depend on others appear and disappear at once; what counts is decided by the server.
  const dependent = all("fieldset[data-when]");
  const given = (name) => all(`[name="${name}"], [name="${name}:list"]`)
    .filter((one) => one.type !== "hidden" && !one.matches(":disabled"))
    .flatMap((one) => one.options ? [...one.selectedOptions] : /radio|checkbox/.test(one.type) && !one.checked ? [] : [one])
    .map((one) => one.value.trim()).filter((value) => value && value !== "--NOVALUE--");
  const number = (texts) => Number((texts[0] || "x").replace(",", "."));
  const tests = {
    "is": (found, values) => found.some((one) => values.includes(one)),
    "is not": (found, values) => found.length > 0 && !tests.is(found, values),
    "filled": (found) => found.length > 0,
    "not filled": (found) => !found.length,
    "<": (found, values) => number(found) < number(values),
    "<=": (found, values) => number(found) <= number(values),
    ">": (found, values) => number(found) > number(values),
    ">=": (found, values) => number(found) >= number(values),
  };
  const decide = () => dependent.map((box) => {
    const when = JSON.parse(box.dataset.when);
    const holds = (clause) => clause === true || (clause && tests[clause[1]](given(clause[0]), clause[2]));
    const asked = when.either ? when.of.some(holds) : when.of.every(holds);
    const change = asked === box.hidden ? (asked ? 1 : -1) : 0;
    box.hidden = box.disabled = !asked;
    return change;
  });
  if (dependent.length) {
    decide();
    dependent[0].form.addEventListener("input", () => {
      const changes = decide(), note = document.querySelector("[data-asked]");
      if (note && changes.some(Boolean)) note.textContent = changes.includes(1) ? note.dataset.more : note.dataset.less;
    });
  }

  // Altcha's puzzle: the number whose SHA-256 behind the salt is the challenge. Without it, the sum stays.
  const puzzle = document.querySelector("[data-altcha]");
  if (puzzle && window.crypto && crypto.subtle) (async () => {
    const { salt, challenge, signature, most } = puzzle.dataset, sum = document.querySelector("[data-altcha-sum]");
    sum.hidden = true;
    for (let number = 0; number <= Number(most); number += 1) {
      const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(salt + number)));
      if ([...bytes].map((one) => one.toString(16).padStart(2, "0")).join("") !== challenge) continue;
      puzzle.value = btoa(JSON.stringify({ algorithm: "SHA-256", challenge, number, salt, signature }));
      return;
    }
    sum.hidden = false;
  })();
})();
