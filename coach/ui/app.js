// The page's hands: it sends what is clicked, typed and dropped to the server (`server.act`) and puts the answer's pieces in their places.
// It holds no truth of its own but words not yet sent, and which cards are open.
const words = __WORDS__;
const $ = (query, root = element) => root.querySelector(query);
const $$ = (query, root = element) => [...root.querySelectorAll(query)];
const log = $("#log"), turns = $("#turns"), panel = $("#panel"), field = $("#message"), drawer = $("#drawer");
const tabs = new BroadcastChannel("coach");
const opened = new Set();
let talk = "", have = 0, shape = "list", busy = false, file = null, ticket = 0;

const remember = (name, value) => { try { value ? sessionStorage.setItem(name, value) : sessionStorage.removeItem(name); } catch { /* private mode */ } };
const recall = (name) => { try { return sessionStorage.getItem(name) || ""; } catch { return ""; } };

// --- asking the server

const PATIENCE = 25000; // ms; a server that died never answers, and the call itself would wait for ever

async function ask(act, values = {}) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
  const answer = await Promise.race([server.act({ talk, have, shape, ...values, act }), late]);
  if (!answer || typeof answer !== "object") throw new Error("no answer");
  return answer;
}

async function run(act, values = {}, spread = true) {
  try {
    show(await ask(act, values));
    if (spread) tabs.postMessage("changed");
    return true;
  } catch {
    toast(words.offline);
    return false;
  }
}

async function say(message, nonce = "") {
  if (busy || !message.trim()) return;
  busy = true;
  nonce ||= crypto.randomUUID();
  // Kept until it is answered, so that neither a reload nor a dead server loses it; the same nonce is never answered twice.
  remember("coach.unsent", JSON.stringify({ message, nonce }));
  pending(message);
  try {
    const answer = await ask("send", { message, nonce });
    if (answer.fault) return unsent(message, nonce, answer.fault);
    remember("coach.unsent", "");
    drop();
    show(answer);
    tabs.postMessage("changed");
    toAnswer();
  } catch {
    unsent(message, nonce, words.offline);
  } finally {
    busy = false;
  }
}

function pending(message) {
  drop();
  $("#start").hidden = true;
  const waiting = document.createElement("div");
  waiting.id = "pending";
  waiting.className = "turn";
  const said = document.createElement("div");
  said.className = "said";
  said.textContent = message.trim();
  const dots = document.createElement("p");
  dots.className = "dotted";
  dots.setAttribute("aria-label", words.sending);
  dots.innerHTML = "<i></i><i></i><i></i>";
  waiting.append(said, dots);
  turns.after(waiting);
  log.scrollTo({ top: log.scrollHeight });
}

const drop = () => $("#pending")?.remove();

function unsent(message, nonce, why) {
  pending(message);
  const row = document.createElement("p");
  row.className = "fault";
  row.setAttribute("role", "alert");
  row.textContent = why + " ";
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn small";
  again.textContent = words.again;
  again.onclick = () => say(message, nonce);
  row.append(again);
  $("#pending .dotted").replaceWith(row);
  log.scrollTo({ top: log.scrollHeight });
}

// --- putting answers in their places

function show(answer) {
  if (answer.fault) return toast(answer.fault);
  if (answer.turns) {
    if (answer.fresh || answer.talk !== talk) turns.replaceChildren();
    talk = answer.talk;
    have = answer.length;
    for (const turn of answer.turns) place(turn);
    for (const old of $$(".turn[data-turn]", turns)) if (+old.dataset.turn > answer.length) old.remove();
    const first = turns.firstElementChild;
    $("#earlier")?.remove();
    if (first && +first.dataset.turn > 1) {
      const more = Object.assign(document.createElement("button"), { id: "earlier", type: "button", className: "link", textContent: words.earlier });
      more.onclick = earlier;
      turns.before(more);
    }
    $("#start").hidden = !answer.empty || Boolean($("#pending"));
  }
  if ("panel" in answer) swap(panel, answer.panel);
  if ("goals" in answer) $("#count").textContent = answer.goals || "";
  if (answer.quarter) $("#quarter").innerHTML = answer.quarter;
  if (answer.form) form(answer.form);
  if (answer.result) { const target = document.getElementById(answer.result.id); if (target) target.innerHTML = answer.result.html; }
  if (answer.drawer) openDrawer(answer.drawer);
  if (answer.drawer === null && drawer.open) drawer.close();
  if ("copy" in answer) copy(answer.copy, answer.toast);
  else if (answer.toast) toast(answer.toast, answer.undoable);
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

// The panel is drawn anew; the cards that were open, the place scrolled to and the key's place stay.
function swap(root, html) {
  const top = $(".goals", root)?.scrollTop || 0, active = document.activeElement;
  const key = root.contains(active) ? trail(active) : null;
  root.innerHTML = html;
  for (const number of opened) fold($(`[data-goal="${number}"]`, root), true);
  const goals = $(".goals", root);
  if (goals) goals.scrollTop = top;
  if (key) (root.querySelector(key) || $(".goals", root) || root).focus?.({ preventScroll: true });
}

function trail(active) {
  const own = ["data-act", "data-open", "data-change", "data-shape", "data-number", "data-field", "name"]
    .filter((name) => active.hasAttribute(name)).map((name) => `[${name}="${CSS.escape(active.getAttribute(name))}"]`).join("");
  return own || "button";
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
  first.select?.();
}

function openDrawer({ title, html, at }) {
  $("#drawer-title").textContent = title;
  if (!(drawer.open && $("#drawer-title").textContent === title && html === $("#drawer-body").innerHTML)) $("#drawer-body").innerHTML = html;
  if (!drawer.open) drawer.showModal();
  $("#drawer-title").focus();
  if (at) $(at)?.scrollIntoView();
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

let fading;
function toast(text, undoable = false) {
  const box = $("#toast"), gone = () => box.matches(":popover-open") && box.hidePopover();
  if (!text) return gone();
  box.matches(":popover-open") || box.showPopover();
  const line = document.createElement("span");
  line.textContent = text;
  box.replaceChildren(line);
  if (undoable) {
    const back = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: words.undo });
    back.dataset.act = "undo";
    box.append(back);
  }
  clearTimeout(fading);
  fading = setTimeout(gone, undoable ? 9000 : 5000);
}

function toAnswer() {
  const last = turns.lastElementChild;
  if (last) log.scrollTo({ top: log.scrollTop + last.getBoundingClientRect().top - log.getBoundingClientRect().top - 20 });
  if (matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true });
}

function side(name) {
  $("#desk").dataset.side = name;
  $$(".sides button").forEach((one) => one.setAttribute("aria-pressed", one.dataset.side === name));
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
}

// --- what people do

element.addEventListener("click", (event) => {
  const hit = event.target.closest("button, a, summary, input, select, textarea, label, article.goal");
  if (!hit) return;
  if (hit.matches("button[data-side]")) return side(hit.dataset.side);
  if (hit.matches("[data-open]")) return fold(hit.closest("article"), hit.getAttribute("aria-expanded") === "false")?.scrollIntoView({ block: "nearest" });
  if (hit.matches("article.goal")) return event.target.closest(".more") || String(getSelection()) ? undefined : fold(hit, $(".more", hit)?.hidden);
  if (hit.matches("[data-close]")) return drawer.close();
  const act = hit.matches("button[data-act]") ? hit.dataset.act : "";
  if (!act) return;
  hit.closest("details.menu")?.removeAttribute("open");
  if (act === "say") { drawer.open && drawer.close(); side("talk"); return say(hit.dataset.say); }
  if (act === "shape") { shape = hit.dataset.shape; return run("open", {}, false); }
  if (act === "clip") return copy($("textarea.ready", drawer).value, "").then(() => hit.textContent = "✓ " + hit.textContent.replace("✓ ", ""));
  const { act: _, ...values } = hit.dataset;
  if (act === "remove" || act === "park") opened.delete(values.number);
  run(act, values, !["guide", "settings", "edit", "cancel", "history", "message", "copy", "checked", "import"].includes(act));
});

// A field that loses its focus closes its row; were that to happen between press and release, the button would have moved away.
element.addEventListener("mousedown", (event) => event.target.closest(".bound .link") && event.preventDefault());

element.addEventListener("submit", async (event) => {
  event.preventDefault();
  const sent = event.target, act = sent.dataset.act;
  if (sent.id === "composer") {
    const message = field.value;
    if (busy || !message.trim()) return;
    field.value = "";
    remember("coach.draft", "");
    grow();
    return say(message);
  }
  if (sent.dataset.live) return live(sent);
  const values = { ...sent.dataset, ...Object.fromEntries(new FormData(sent)) };
  if (act === "use") {
    const blanks = $$("input.blank", sent), empty = blanks.filter((one) => !one.value.trim());
    if (blanks.length && empty.length === blanks.length) { toast(words.fill); return empty[0].focus(); }
  }
  if (act === "take") return take(sent, values);
  if (!(await run(act, values))) return;
  if (act === "use") toAnswer();
});

async function take(sent, values) {
  const chosen = $("input[type=file]", sent)?.files[0];
  if (chosen) {
    if (chosen.size > 5e6) return toast(words["too-large"]);
    const read = new FileReader();
    await new Promise((done) => { read.onload = read.onerror = done; read.readAsDataURL(chosen); });
    values = { ...values, name: chosen.name, file: String(read.result).split(",")[1] || "", text: "" };
  } else if (values.again) values = { ...file, ...values };
  file = { name: values.name || "", file: typeof values.file === "string" ? values.file : "", text: values.text || "" };
  const button = $("button[type=submit]", sent);
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  await run("take", { ...values, file: file.file, name: file.name });
  button.disabled = false;
  button.removeAttribute("aria-busy");
}

let later;
function live(sent) {
  const own = ++ticket;
  clearTimeout(later);
  later = setTimeout(async () => {
    const answer = await ask(sent.dataset.act, Object.fromEntries(new FormData(sent))).catch(() => ({ fault: words.offline }));
    if (own === ticket) show(answer);
  }, 90);
}

element.addEventListener("input", (event) => {
  const hit = event.target;
  if (hit === field) { grow(); remember("coach.draft", field.value); }
  if (hit.matches("input.blank")) {
    hit.size = Math.max(hit.value.length, hit.placeholder.length, 3);
    // The same gap twice in a wording is one answer.
    for (const twin of $$(`input[name="${hit.name}"]`, hit.form)) if (twin !== hit) { twin.value = hit.value; twin.size = hit.size; }
  }
  const sent = hit.closest("form[data-live]");
  if (sent) live(sent);
});

element.addEventListener("change", (event) => {
  const hit = event.target;
  if (hit.dataset.change) run(hit.dataset.change, { ...hit.dataset, value: hit.value }).then(() => hit.dataset.change === "quarter" && opened.clear());
});

field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $("#composer").requestSubmit(); }
});

element.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details.menu[open]");
  if (menu) { menu.removeAttribute("open"); $("summary", menu).focus(); }
  else if (event.target.closest("form.editing")) run("cancel", {}, false);
});

// A goal dropped on a strategic one hangs under it; the card's own list does the same by keyboard.
element.addEventListener("dragstart", (event) => event.target.dataset?.drag && event.dataTransfer.setData("text/coach", event.target.dataset.drag));
element.addEventListener("dragover", (event) => {
  const target = event.target.closest("[data-drop]");
  $$(".over").forEach((one) => one !== target && one.classList.remove("over"));
  if (target) { event.preventDefault(); target.classList.add("over"); }
});
element.addEventListener("drop", (event) => {
  const target = event.target.closest("[data-drop]"), number = event.dataTransfer.getData("text/coach");
  $$(".over").forEach((one) => one.classList.remove("over"));
  if (target && number) { event.preventDefault(); run("link", { number, value: target.dataset.drop }); }
});

drawer.addEventListener("click", (event) => event.target === drawer && drawer.close());
document.addEventListener("click", (event) => $$("details.menu[open]").forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open")));

// Another tab has said or changed something; a form that is open here is left alone, its save tells of the conflict.
const catchUp = () => busy || $("form.editing", panel) || run("open", {}, false);
tabs.onmessage = catchUp;
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && catchUp());

field.value = recall("coach.draft");
grow();
run("open", {}, false).then(() => {
  log.scrollTo({ top: log.scrollHeight });
  const left = recall("coach.unsent");
  if (left) { const { message, nonce } = JSON.parse(left); unsent(message, nonce, ""); say(message, nonce); }
  if (matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true });
  element.dataset.ready = "1";
});
