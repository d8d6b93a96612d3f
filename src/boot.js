// Loads the app. A file of its own, so that the page needs no inline script
// and the content security policy can forbid all of them.
import "./translated.js";
import init from "./exready.js";

init({ module_or_path: "./exready_bg.wasm" }).catch((error) => {
  console.error(error);
  document.getElementById("not-started")?.removeAttribute("hidden");
  document.getElementById("starting")?.setAttribute("hidden", "");
  document.getElementById("late")?.remove();
});
