// Copies the address beside a button. Without this script the address can be selected by hand.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.textContent);
      button.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(field);
    }
  });
}
