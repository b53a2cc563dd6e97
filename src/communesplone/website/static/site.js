/* Enhancements only: every page works without this file. CommunesPlone, GPL-2.0-or-later. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = document.body.dataset;

  // Menus close with Escape (the innermost first), with a click elsewhere, and when the focus leaves them.
  const menus = all("details[data-menu]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = menus.filter((menu) => menu.open);
    open.forEach((menu) => {
      menu.open = false;
      if (menu.contains(document.activeElement) || open.length === 1) menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => {
    menus.forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  menus.forEach((menu) => menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  }));

  // From a page of results or of a list with filters: the way back to it, filters and all.
  const back = document.querySelector("[data-back]");
  const cameFrom = document.referrer.split("#")[0];
  if (back && cameFrom.startsWith(location.origin + "/") && cameFrom.includes("?") && cameFrom.split("?")[0] !== location.href.split(/[?#]/)[0]) {
    if (/search\?|b_start=|past=|theme=|audience=|event=|letter=/.test(cameFrom)) {
      back.firstElementChild.href = cameFrom;
      back.hidden = false;
    }
  }

  // Titles while one types: a combobox (ARIA 1.2) made of the field; without a script the form is as it was.
  all("input[data-suggest]").forEach((field) => {
    const list = document.createElement("ul");
    const set = (values) => Object.entries(values).forEach(([name, value]) => field.setAttribute(name, value));
    let waiting;
    let at = -1;
    list.id = field.id + "-list";
    list.className = "suggested";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.labels[0].textContent);
    field.after(list);
    set({ type: "text", inputmode: "search", enterkeyhint: "search", role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });
    const move = (to) => {
      at = to;
      [...list.children].forEach((one, i) => one.setAttribute("aria-selected", i === at));
      field.removeAttribute("aria-activedescendant");
      if (at >= 0) { set({ "aria-activedescendant": list.children[at].id }); list.children[at].scrollIntoView({ block: "nearest" }); }
    };
    const show = (open) => {
      list.hidden = !open;
      set({ "aria-expanded": open });
      move(-1);
    };
    show(false);
    const ask = async () => {
      const q = field.value.trim();
      if (q.length < 2) { show(false); return; }
      const about = new URLSearchParams({ q, lang: document.documentElement.lang });
      const found = await fetch(field.dataset.suggest + "?" + about).then((answer) => answer.json()).catch(() => ({ items: [] }));
      if (field.value.trim() !== q || document.activeElement !== field) return;
      list.replaceChildren(...found.items.map((item, i) => {
        const one = document.createElement("li");
        const kind = document.createElement("small");
        one.id = list.id + i;
        one.setAttribute("role", "option");
        one.dataset.url = item.url;
        kind.textContent = item.kind;
        one.append(item.title, " ", kind);
        return one;
      }));
      show(found.items.length > 0);
    };
    const open = (one) => { location.href = one.dataset.url; };
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
    field.addEventListener("blur", () => show(false));
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => open(event.target.closest("li")));
    field.addEventListener("keydown", (event) => {
      const many = list.children.length;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && many) {
        const next = at < 0 && step < 0 ? many - 1 : at + step;
        if (list.hidden) show(true);
        move(next >= many || next < 0 ? -1 : next);
      } else if (event.key === "Enter" && at >= 0) open(list.children[at]);
      else if (event.key === "Escape" && !list.hidden) { show(false); event.stopPropagation(); }
      else return;
      event.preventDefault();
    });
  });
  all("details.find").forEach((find) => find.addEventListener("toggle", () => { if (find.open) find.querySelector("input").focus(); }));

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
    form.hidden = navigator.sendBeacon(form.action, new FormData(form));
  });

  // A half-filled form is not left by mistake.
  all("form[data-guard]").forEach((form) => {
    let touched = false;
    form.addEventListener("input", () => { touched = true; });
    form.addEventListener("submit", () => { touched = false; });
    addEventListener("beforeunload", (event) => { if (touched) { event.preventDefault(); event.returnValue = words.leave || ""; } });
  });

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

  // Photographs of an album: arrow keys.
  document.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (way && !event.altKey && !event.ctrlKey && !event.metaKey && !event.target.closest("input, textarea, select, .scroll")) document.querySelector(`main a[rel=${way}]`)?.click();
  });

  // <button data-print hidden>
  all("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => print()); });

  // Open now? Pages come from caches: they hold the openings of eight days in minutes since 1970, and this clock decides.
  const say = (document.querySelector("[data-hours]") || {}).dataset;
  const shown = (minutes, how, lang) => new Intl.DateTimeFormat(lang || document.documentElement.lang, { timeZone: say.hours, ...how }).format(minutes * 60000);
  // As the server writes it: 9 h 30, 9.30, 9:30.
  const clock = (minutes) => shown(minutes, { hour: "numeric", minute: "2-digit", hourCycle: "h23" }, "en").replace(/^0?(\d+):/, `$1${say.sign}`).replace(/\s00$/, "");
  const hours = () => all("[data-openings]").forEach((chip) => {
    const now = Math.floor(Date.now() / 60000);
    const spans = chip.dataset.openings.split(" ").filter(Boolean).map((span) => span.split(",").map(Number));
    const here = spans.filter(([start, end]) => start <= now && now < end).sort((a, b) => a[2] - b[2])[0];
    const next = spans.find(([start, , kind]) => start > now && kind < 2);
    const time = here ? here[1] : next && next[0];
    const day = (minutes) => shown(minutes, { dateStyle: "short" });
    let text = say.closed;
    if (here) text = [say.open, say.self, say.appointment][here[2]];
    else if (next) text = day(time) === day(now) ? say.later : say.opens;
    if (time) text = text.replace("{time}", clock(time)).replace("{day}", shown(time, { weekday: "long" }));
    chip.textContent = text;
    chip.classList.toggle("ok", !!here && here[2] < 2);
    chip.hidden = spans.length > 0 && spans[spans.length - 1][1] <= now;
  });
  if (say) { hours(); setInterval(hours, 60000); }

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
