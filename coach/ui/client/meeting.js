// --- the meeting: one goal at a time, turned by the arrow keys or a presenter's remote (Page keys); what is half written waits for its goal

const halves = {}; // goal → the fields that are written and not yet saved
let saved = "", met = "";

element.addEventListener("input", ({ target }) => {
  const form = target.closest("form.agreeing");
  if (form) (halves[form.dataset.number] ||= {})[target.name] = target.value;
});
element.addEventListener("submit", ({ target }) => { if (target.matches("form.agreeing")) saved = target.dataset.number; });

new MutationObserver(() => {
  const form = $("form.agreeing", sheet), now = form?.dataset.number || "";
  if (saved && saved === now) delete halves[now]; // drawn anew by its own saving
  saved = "";
  for (const [name, value] of Object.entries(halves[now] || {})) if (form.elements[name]) form.elements[name].value = value;
  if (now && now !== met) $(".meet h2", sheet).focus({ preventScroll: true });
  met = now;
}).observe(sheet, { childList: true });

document.addEventListener("keydown", (event) => {
  if (!$(".meet", sheet) || drawer.open || event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.("input, textarea, select, [role=tab]")) return;
  const way = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous" }[event.key];
  const turn = way && $(`[data-turn=${way}]:not(:disabled)`, sheet);
  if (turn) { event.preventDefault(); turn.click(); }
});

