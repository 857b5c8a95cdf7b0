// Saves the answers as a file: what this page keeps on the device (device.js), as the server wrote
// it. Nothing is asked of the server, so it also works while the connection is lost.

const KEPT = "peu-mais-bien/1"; // the tab's memory of device.js
const REVOKE_AFTER = 10_000; // milliseconds: by then every browser has begun to save

function save(name) {
  const kept = globalThis[KEPT]?.mine;
  if (!kept) {
    return; // the page has not been given its answers yet
  }
  const file = new Blob([JSON.parse(kept).answers], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER);
}

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.querySelector("span").textContent = data.label;
  button.onclick = () => save(data.file);
}
