// A store in a browser's worker: Flet's own Pyodide, our rooms as they are, and OPFS's synchronous file handle.
import { loadPyodide } from "/pyodide/pyodide.mjs";

onmessage = async ({ data: program }) => {
  try {
    const folder = await navigator.storage.getDirectory();
    const file = await folder.getFileHandle("setu.db", { create: true });
    self.handle = await file.createSyncAccessHandle();
    const python = await loadPyodide({ indexURL: "/pyodide/" });
    python.unpackArchive(await (await fetch("/rooms.zip")).arrayBuffer(), "zip", { extractDir: "/rooms" });
    const said = await python.runPythonAsync(program);
    self.handle.close();
    postMessage({ said });
  } catch (trouble) {
    postMessage({ trouble: String(trouble) });
  }
};
