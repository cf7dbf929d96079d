// The page's hands: it sends what is clicked, typed and dropped to the server (`server.act`) and puts the answer's pieces in their places.
// It holds no truth of its own but words not yet sent, which tab is shown and which cards are open. coach.ui.page joins the files of this
// folder into one script, this one first.
const words = __WORDS__;
const $ = (query, root = element) => root.querySelector(query);
const $$ = (query, root = element) => [...root.querySelectorAll(query)];
const log = $("#log"), turns = $("#turns"), panel = $("#panel"), sheet = $("#sheet"), field = $("#message"), drawer = $("#drawer");
const tabs = new BroadcastChannel("coach");
const opened = new Set();
let talk = "", have = 0, tab = "goals", busy = false, file = null, ticket = 0;

const remember = (name, value) => { try { value ? sessionStorage.setItem(name, value) : sessionStorage.removeItem(name); } catch { /* private mode */ } };
const recall = (name) => { try { return sessionStorage.getItem(name) || ""; } catch { return ""; } };
const shapes = JSON.parse(recall("coach.shapes") || "{}"); // the part of each tab that is shown

// --- asking the server

const PATIENCE = 25000; // ms; a server that died never answers, and the call itself would wait for ever

async function ask(act, values = {}) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), values.file ? 8 * PATIENCE : PATIENCE));
  const answer = await Promise.race([server.act({ talk, have, tab, shape: shapes[tab] || "", ...values, act }), late]);
  if (!answer || typeof answer !== "object") throw new Error("no answer");
  return answer;
}

async function run(act, values = {}, spread = true) {
  if (spread) toast(""); // its "undo" would be of something else from here on
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
  toast("");
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
  dots.setAttribute("role", "img");
  dots.setAttribute("aria-label", words.sending);
  dots.innerHTML = "<i></i><i></i><i></i>";
  setTimeout(() => dots.isConnected && dots.append(Object.assign(document.createElement("span"), { className: "soft", textContent: words.slow })), 3000);
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

