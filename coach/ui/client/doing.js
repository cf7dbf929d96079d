// --- what people do

element.addEventListener("click", (event) => {
  const hit = event.target.closest("button, a, summary, input, select, textarea, label, article.goal");
  if (!hit) return;
  if (hit.matches("button[data-side]")) return side(hit.dataset.side);
  if (hit.matches("[role=tab]")) return turnTo(hit.dataset.tab);
  if (hit.matches("[data-open]")) return fold(hit.closest("article"), hit.getAttribute("aria-expanded") === "false")?.scrollIntoView({ block: "nearest" });
  if (hit.matches("article.goal")) return event.target.closest(".more") || String(getSelection()) ? undefined : fold(hit, $(".more", hit)?.hidden);
  if (hit.matches("[data-link]")) return $("select", fold(hit.closest("article"), true)).focus();
  if (hit.matches("[data-close]")) return drawer.close();
  const act = hit.matches("button[data-act]") ? hit.dataset.act : "";
  if (!act) return;
  hit.closest("details.menu")?.removeAttribute("open");
  if (act === "say") { drawer.open && drawer.close(); side("talk"); return say(hit.dataset.say); }
  if (act === "shape") {
    shapes[tab] = hit.dataset.shape;
    // A meeting is begun each time it is held: nobody comes back into one by opening the page.
    remember("coach.shapes", JSON.stringify(shapes, (_, part) => String(part).startsWith("meet") ? undefined : part));
    return turned();
  }
  if (act === "tab") { turnTo(hit.dataset.tab); return $(`#tab-${tab}`).focus(); }
  if (act === "clip") return copy($("textarea.ready", drawer).value, "").then(() => hit.textContent = "✓ " + hit.textContent.replace("✓ ", ""));
  const { act: _, ...values } = hit.dataset;
  if (act === "remove" || act === "park") opened.delete(values.number);
  run(act, values, !["guide", "settings", "edit", "cancel", "history", "message", "copy", "checked", "import", "correct", "unblock", "crm", "calendar", "report", "month", "papers", "bonus-file"].includes(act));
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
  const values = { ...sent.dataset, ...Object.fromEntries(new FormData(sent, event.submitter)) };
  if (act === "use") {
    const blanks = $$("input.blank", sent), empty = blanks.filter((one) => !one.value.trim());
    if (blanks.length && empty.length === blanks.length) { toast(words.fill); return empty[0].focus(); }
  }
  if (act === "take" || sent.dataset.upload) return take(sent, values);
  sent.dataset.sent = "1";
  const done = await run(act, values);
  delete sent.dataset.sent;
  if (done && act === "use") toAnswer();
});

// A file is read here, sent whole, and kept until it is taken in: the answer may ask how it is to be read.
async function take(sent, values) {
  const chosen = $("input[type=file]", sent)?.files[0], act = sent.dataset.act;
  const bar = Object.assign(document.createElement("progress"), { max: 1 });
  bar.setAttribute("aria-label", words.reading);
  if (chosen) {
    if (chosen.size > (act === "take" ? 5e6 : 2e7)) return toast(words[act === "take" ? "too-large" : "too-large-export"]);
    sent.append(bar);
    const read = new FileReader();
    await new Promise((done) => {
      read.onload = read.onerror = done;
      read.onprogress = (event) => { bar.value = event.loaded / event.total; };
      read.readAsDataURL(chosen);
    });
    values = { ...values, name: chosen.name, file: String(read.result).split(",")[1] || "", text: "" };
  } else if (values.again) values = { ...file, ...values };
  file = { name: values.name || "", file: typeof values.file === "string" ? values.file : "", text: values.text || "" };
  const button = $("button[type=submit]", sent);
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  bar.removeAttribute("value"); // from here on only the server knows how long
  sent.append(bar);
  await run(act, { ...values, file: file.file, name: file.name });
  bar.remove();
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
  if (hit.type === "file") { const told = $("[data-none]", hit.parentElement); told.textContent = hit.files[0]?.name || told.dataset.none; }
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

// What is half written when the page goes (a reload, another language) is there when it comes back; an edit keeps the version it began on,
// so that its save still tells of a conflict.
const unsaved = () => $$("form[data-act] :is(input:not([type=file], [type=hidden], [type=checkbox]), textarea, select)", $("#desk"))
  .filter((one) => one.name && (one.matches("select") ? [...one.options].some((way) => way.selected !== way.defaultSelected) : one.value !== one.defaultValue));
addEventListener("pagehide", () => {
  const place = (one) => `form[data-act="${one.form.dataset.act}"]${one.form.dataset.number ? `[data-number="${one.form.dataset.number}"]` : ""} [name="${one.name}"]`;
  const fields = unsaved().map((one) => [place(one), one.value]), edit = $("form.editing", panel)?.dataset;
  remember("coach.begun", fields.length ? JSON.stringify({ fields, edit: edit && { number: edit.number, revision: edit.revision } }) : "");
});
async function begin() {
  const left = recall("coach.begun");
  remember("coach.begun", "");
  if (!left) return;
  const { fields, edit } = JSON.parse(left);
  if (edit && await run("edit", { number: edit.number }, false) && $("form.editing", panel)) $("form.editing", panel).dataset.revision = edit.revision;
  for (const [place, value] of fields) for (const one of $$(place, $("#desk"))) {
    one.value = value;
    if (one.matches(".blank")) one.size = Math.max(value.length, one.placeholder.length, 3);
  }
}

// Room for scroll bars where they take any, so that cards and bubbles end where the rest does.
element.style.setProperty("--bar", `${log.offsetWidth - log.clientWidth}px`);
field.value = recall("coach.draft");
grow();
run("open", {}, false).then(async () => {
  await begin();
  log.scrollTo({ top: log.scrollHeight });
  const left = recall("coach.unsent");
  if (left) { const { message, nonce } = JSON.parse(left); unsent(message, nonce, ""); say(message, nonce); }
  if (matchMedia("(hover: hover)").matches && !$("form.editing", panel)) field.focus({ preventScroll: true });
  element.dataset.ready = "1";
});
