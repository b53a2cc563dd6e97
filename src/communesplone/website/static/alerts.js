/* Alerts: every one of them stands on the page without this file. CommunesPlone, GPL-2.0-or-later. */
(() => {
  "use strict";

  // Closed ones stay closed (kept in this browser, no cookie); heavy ones are said once a visit.
  const kept = (store) => { try { return JSON.parse(store().alerts || "[]"); } catch { return []; } };
  const keep = (store, keys) => { try { store().alerts = JSON.stringify(keys.slice(-99)); } catch { /* not allowed to */ } };
  const [local, visit] = [() => localStorage, () => sessionStorage];
  document.querySelectorAll("[data-alert]").forEach((alert) => {
    const { alert: key, level } = alert.dataset;
    const button = alert.querySelector("[data-close]");
    if (button) {
      alert.hidden = kept(local).includes(key);
      button.hidden = false;
      button.addEventListener("click", () => {
        keep(local, [...kept(local), key]);
        alert.hidden = true;
        document.getElementById("main").focus();
      });
    }
    if (alert.hidden || !["emergency", "works"].includes(level) || kept(visit).includes(key)) return;
    const region = document.createElement("div");
    region.className = "sr-only";
    region.setAttribute("role", level === "works" ? "status" : "alert");
    document.body.append(region);
    setTimeout(() => {
      region.textContent = alert.querySelector("p").textContent;
      keep(visit, [...kept(visit), key]);
    }, 500);
  });
})();
