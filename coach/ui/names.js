// Names for what Gradio leaves unnamed, or names in English or by the HTML behind: screen readers read these aloud.
() => {
  const names = __NAMES__;
  const name = (query, text) =>
    document.querySelectorAll(query).forEach((found) => {
      if (found.getAttribute("aria-label") !== text) found.setAttribute("aria-label", text);
    });
  const all = () => {
    name("#talk [role=log]", names.log);
    name("#field .submit-button", names.send);
    document.querySelectorAll("#talk .message [data-testid][aria-label]").forEach((found) => found.removeAttribute("aria-label"));
    // What scrolls must be reachable by the keyboard.
    document.querySelectorAll("#talk [role=log]:not([tabindex])").forEach((found) => found.setAttribute("tabindex", "0"));
  };
  all();
  new MutationObserver(all).observe(document.querySelector("#desk"), {
    childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"],
  });
}
