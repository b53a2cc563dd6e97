/* Enhancements only: every page works without this file. CommunesPlone, GPL-2.0-or-later. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = document.body.dataset;

  // Menus close with Escape and with a click elsewhere.
  const menus = all("details[data-menu]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus.filter((menu) => menu.open).forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => {
    menus.forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  // The summary of errors is read first.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // One submit per form: later clicks do nothing; a page from the history may be sent again.
  all("form[data-once]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      setTimeout(() => all("button[type=submit]", form).forEach((button) => button.setAttribute("aria-disabled", "true")));
      setTimeout(() => unlock(form), 15000);
    });
  });
  const unlock = (form) => {
    delete form.dataset.sent;
    all("button[aria-disabled]", form).forEach((button) => button.removeAttribute("aria-disabled"));
  };
  addEventListener("pageshow", (event) => { if (event.persisted) all("form[data-once]").forEach(unlock); });

  // What is shown is read: said by a request of its own, because opening a page changes nothing.
  all("form[data-seen]").forEach((form) => {
    form.hidden = true;
    fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => { form.hidden = false; });
  });

  // A half-filled form is not left by mistake.
  all("form[data-guard]").forEach((form) => {
    let touched = false;
    form.addEventListener("input", () => { touched = true; });
    form.addEventListener("submit", () => { touched = false; });
    addEventListener("beforeunload", (event) => { if (touched) { event.preventDefault(); event.returnValue = words.leave || ""; } });
  });

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

  // A tracking link carries the secret behind #, so that it reaches no server log.
  const secret = document.querySelector("input[name='secret'], input[name$='.secret']");
  if (secret && location.hash.length > 1 && !secret.value) {
    secret.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname + location.search);
  }

  // <button data-copy="text" hidden>: shown only where the clipboard can be used.
  if (navigator.clipboard) all("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      let note = button.nextElementSibling;
      if (!note || !note.classList.contains("copied")) {
        note = document.createElement("span");
        note.className = "copied";
        note.setAttribute("role", "status");
        button.after(note);
      }
      note.textContent = words.copied || "";
      setTimeout(() => { note.textContent = ""; }, 4000);
    });
  });

  // <button data-print hidden>
  all("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => print()); });

  // Tables with data-keys: j and k move, Enter follows (the link has the focus), a presses the row's [data-key=a], ? opens the help.
  const table = document.querySelector("table[data-keys]");
  if (table) {
    const links = () => all("tbody tr", table).map((row) => row.querySelector("a[href]")).filter(Boolean);
    const typing = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
      const rows = links();
      const now = rows.findIndex((link) => link.closest("tr").contains(document.activeElement));
      if (event.key === "j" || event.key === "k") {
        const next = event.key === "j" ? Math.min(now + 1, rows.length - 1) : Math.max(now - 1, 0);
        if (rows[next]) rows[next].focus();
      } else if (event.key === "a" && now >= 0) {
        const button = rows[now].closest("tr").querySelector("[data-key=a]");
        if (button) button.click();
      } else if (event.key === "?") {
        const help = document.querySelector("details.keys");
        if (help) { help.open = !help.open; help.querySelector("summary").focus(); }
      } else return;
      event.preventDefault();
    });
  }
})();
