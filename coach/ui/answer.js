// The reader begins at the top of the answer, and the keyboard stays where it writes.
() => setTimeout(() => {
  const said = [...document.querySelectorAll("#talk .said")].pop();
  const box = document.querySelector("#talk [role=log]");
  if (said && box) box.scrollTo({ top: box.scrollTop + said.getBoundingClientRect().top - box.getBoundingClientRect().top - 20 });
  document.querySelector("#field textarea")?.focus({ preventScroll: true });
}, 60)
