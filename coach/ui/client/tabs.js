// --- the tabs beside the talk: one is shown at a time, arrows move between them (WAI-ARIA: tabs that select themselves)

const tablist = $$("#tabs [role=tab]");

function mark(name) {
  const chosen = tablist.find((one) => one.dataset.tab === name) || tablist[0];
  tab = chosen.dataset.tab;
  remember("coach.tab", tab);
  for (const one of tablist) {
    one.setAttribute("aria-selected", one === chosen);
    one.tabIndex = one === chosen ? 0 : -1;
  }
  sheet.setAttribute("aria-labelledby", chosen.id);
  sheet.dataset.tab = tab;
}

// Another view begins at its top; only the same one, drawn anew, stays where it was scrolled to.
const fromTop = () => $(".goals", sheet)?.scrollTo(0, 0);

// What was shown is dimmed until what was asked for is there, where that takes a moment.
async function turned() {
  fromTop();
  sheet.setAttribute("aria-busy", "true");
  const done = await run("open", {}, false);
  sheet.removeAttribute("aria-busy");
  return done;
}

function turnTo(name) {
  if (name === tab) return;
  mark(name);
  opened.clear();
  return turned();
}

element.addEventListener("keydown", (event) => {
  const at = tablist.indexOf(event.target);
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tablist.length - 1 };
  if (at < 0 || !(event.key in steps)) return;
  event.preventDefault();
  const next = tablist.at(steps[event.key] % tablist.length);
  next.focus();
  turnTo(next.dataset.tab);
});

mark(recall("coach.tab"));

