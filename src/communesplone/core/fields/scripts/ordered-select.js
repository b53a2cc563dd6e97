/* The buttons of Plone's list with an order, without scripts inside the page: the content security policy allows none. */
(() => {
  if (window.communesOrderedSelect) return;
  window.communesOrderedSelect = true;
  const moves = { take: "from2to", leave: "to2from", up: "moveUp", down: "moveDown" };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ordered-move]");
    if (button) window[moves[button.dataset.orderedMove]](button.closest("[data-ordered]").dataset.ordered);
  });
})();
