// --- putting answers in their places

function show(answer) {
  if (answer.fault) return toast(answer.fault);
  if (answer.turns) {
    if (answer.fresh || answer.talk !== talk) turns.replaceChildren();
    talk = answer.talk;
    have = answer.length;
    for (const turn of answer.turns) place(turn);
    for (const old of $$(".turn[data-turn]", turns)) if (+old.dataset.turn > answer.length) old.remove();
    if (answer.fresh) log.scrollTo({ top: log.scrollHeight }); // another quarter's talk, at its end
    const first = turns.firstElementChild;
    $("#earlier")?.remove();
    if (first && +first.dataset.turn > 1) {
      const more = Object.assign(document.createElement("button"), { id: "earlier", type: "button", className: "link", textContent: words.earlier });
      more.onclick = earlier;
      turns.before(more);
    }
    $("#start").hidden = !answer.empty || Boolean($("#pending"));
  }
  if (answer.tab) mark(answer.tab);
  if ("panel" in answer) swap(sheet, answer.panel);
  if ("goals" in answer) $("#count").textContent = answer.goals || "";
  if (answer.quarter) $("#quarter").innerHTML = answer.quarter;
  if (answer.form) form(answer.form);
  if (answer.result) {
    const target = document.getElementById(answer.result.id);
    if (target) { target.innerHTML = answer.result.html; $("[data-focus]", target)?.focus(); }
    if (answer.result.wrong) for (const one of $$("form[data-live] input")) one.ariaInvalid = answer.result.wrong.includes(one.name) ? "true" : null;
  }
  if (answer.file) save(answer.file);
  if (answer.drawer) openDrawer(answer.drawer);
  if (answer.drawer === null && drawer.open) drawer.close();
  if (answer.at) reveal(answer.at);
  if ("copy" in answer) copy(answer.copy, answer.toast);
  else if (answer.toast) toast(answer.toast, answer.back || (answer.undoable && { act: "undo" }));
}

function place(turn, before = false) {
  const made = document.createRange().createContextualFragment(turn.html).firstElementChild;
  const old = $(`.turn[data-turn="${turn.number}"]`, turns);
  if (old) old.outerHTML !== made.outerHTML && old.replaceWith(made);
  else before ? turns.prepend(made) : turns.append(made);
}

async function earlier() {
  const first = +turns.firstElementChild.dataset.turn, height = log.scrollHeight;
  const answer = await ask("earlier", { first }).catch(() => null);
  if (!answer) return toast(words.offline);
  for (const turn of answer.earlier.reverse()) place(turn, true);
  if (+turns.firstElementChild.dataset.turn <= 1) $("#earlier")?.remove();
  log.scrollTop += log.scrollHeight - height;
}

const begun = (root) => $$("form.entry:not([data-sent]) :is(input, textarea)", root).filter((one) => one.value !== one.defaultValue);

// The panel is drawn anew; the cards that were open, what is half written, the place scrolled to and the key's place stay.
function swap(root, html) {
  const top = $(".goals", root)?.scrollTop || 0, active = document.activeElement;
  const near = active.closest?.("[data-goal]")?.dataset.goal, own = near ? `[data-goal="${near}"] ` : "";
  const key = root.contains(active) ? own + trail(active) : null;
  const written = begun(root).map((one) => [`form[data-act="${one.form.dataset.act}"] ${trail(one)}`, one.value]);
  root.innerHTML = html;
  root.removeAttribute("aria-busy");
  for (const [query, value] of written) { const field = $(query, root); if (field) field.value = value; }
  for (const number of opened) fold($(`[data-goal="${number}"]`, root), true);
  const goals = $(".goals", root);
  if (goals) goals.scrollTop = top;
  if (key) (root.querySelector(key) || (own && $(own + ".opener", root)) || $(".goals", root) || root).focus?.({ preventScroll: true });
}

function trail(active) {
  const own = ["data-act", "data-open", "data-change", "data-shape", "data-number", "data-field", "name"]
    .filter((name) => active.hasAttribute(name)).map((name) => `[${name}="${CSS.escape(active.getAttribute(name))}"]`).join("");
  return own || (active.form?.dataset.act ? `form[data-act="${active.form.dataset.act}"] button` : ":not(*)");
}

function fold(card, open) {
  const more = card && $(".more", card);
  if (!more) return;
  more.hidden = !open;
  $(".opener", card).setAttribute("aria-expanded", open);
  open ? opened.add(card.dataset.goal) : opened.delete(card.dataset.goal);
  return card;
}

function form({ goal, html }) {
  const card = $(`[data-goal="${goal}"]`, panel);
  if (!card) return;
  card.outerHTML = html;
  const made = $(`form[data-goal="${goal}"]`, panel);
  const first = $("[data-focus]", made) || $("textarea, input", made);
  side("panel");
  first.focus();
  // A field is written anew, a goal is written on: whoever types at once would lose its words.
  first.matches("textarea") ? first.setSelectionRange(first.value.length, first.value.length) : first.select?.();
}

function openDrawer({ title, html, at }) {
  $("#drawer-title").textContent = title;
  if (!(drawer.open && $("#drawer-title").textContent === title && html === $("#drawer-body").innerHTML)) $("#drawer-body").innerHTML = html;
  if (!drawer.open) drawer.showModal();
  $("#drawer-title").focus();
  if (at) $(at)?.scrollIntoView();
}

// A file that the server made: nothing of it is kept anywhere but where the browser saves it.
function save({ name, type, data }) {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([bytes], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function copy(text, told) {
  try {
    await navigator.clipboard.writeText(text);
    toast(told);
  } catch {
    const area = Object.assign(document.createElement("textarea"), { className: "ready", rows: 12, readOnly: true, value: text });
    openDrawer({ title: words["copy-failed"], html: "", at: "" });
    $("#drawer-body").replaceChildren(area);
    area.select();
  }
}

// The first of the goals that came: where the eye and the keyboard go on.
function reveal(number) {
  const card = $(`[data-goal="${number}"]`, panel);
  card?.scrollIntoView({ block: "center" });
  if (card) $(".opener", card)?.focus({ preventScroll: true });
}

let fading;
function toast(text, back = null) {
  const box = $("#toast");
  const gone = () => box.matches(":popover-open") && (box.matches(":hover, :focus-within") && text ? later() : box.hidePopover());
  const later = () => { clearTimeout(fading); fading = setTimeout(gone, Math.max(back ? 9000 : 5000, 70 * text.length)); };
  if (!text) return gone();
  box.matches(":popover-open") || box.showPopover();
  const line = document.createElement("span");
  line.textContent = text;
  box.replaceChildren(line);
  if (back) {
    const undo = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: words.undo });
    Object.assign(undo.dataset, back);
    box.append(undo);
  }
  later();
}

function toAnswer() {
  const last = turns.lastElementChild;
  if (last) log.scrollTo({ top: log.scrollTop + last.getBoundingClientRect().top - log.getBoundingClientRect().top - 20 });
  if (matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true });
  else if (document.activeElement === document.body) log.focus({ preventScroll: true }); // a field would bring up the keys of a phone
}

function side(name) {
  $("#desk").dataset.side = name;
  $$(".sides button").forEach((one) => one.setAttribute("aria-pressed", one.dataset.side === name));
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
}

