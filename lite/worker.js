// Python in a worker: the package's own look at words of one's own, and nothing of a notebook. It says how far it is,
// then answers. What goes wrong is told with its cause: a page that waits for ever helps nobody.
const LOOK = `
from helpers.exercises import ask
from helpers.exercises.worksheet import parse

def seen(asks, item, words):
    key = ask(**{"asks": "kind", **asks}).question(item).key
    return "\\n".join(key.seen(" ".join(line.value for line in parse("", f"{item}  {words}").lines_of(item))))

seen
`;
const here = new URL(".", import.meta.url).href;
const fail = cause => { throw new Error(cause); };

// Each file is fetched before Python asks for it, so that the bar moves with the bytes; Python then finds it in the
// browser's cache, and what had come before a line broke need not come again.
let had = 0;
const fetched = async (name, all) => {
  const answer = await fetch(here + name).catch(() => fail("the network is down"));
  if (!answer.ok) fail(`the server has no ${name} (${answer.status})`);
  const type = (answer.headers.get("content-type") || "").split(";")[0], reader = answer.body.getReader();
  if (name.endsWith(".mjs") && !/javascript/.test(type)) fail(`the server sends ${name} as ${type || "nothing"}; whoever runs it can name .mjs text/javascript`);
  for (;;) {
    const { done, value } = await reader.read().catch(() => fail("the network broke off; what has come is kept"));
    if (done) return;
    had += value.length;
    postMessage({ part: Math.min(had / all, 1) });
  }
};

// A server that calls .wasm anything else makes a browser refuse to compile it on its way: then from its bytes.
const streaming = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = async (coming, imports) => {
  try {
    const answer = await coming;
    if (streaming && /^application\/wasm/.test(answer.headers.get("content-type") || "")) return await streaming.call(WebAssembly, answer, imports);
    return await WebAssembly.instantiate(await answer.arrayBuffer(), imports);
  } catch (error) {
    postMessage({ fault: error instanceof WebAssembly.CompileError ? "this page's server or frame forbids compiled code (WebAssembly)" : String(error.message || error) });
    throw error;
  }
};

const start = async () => {
  const about = await fetch(`${here}runtime.json`).then(answer => answer.json()).catch(() => fail("the network may be down"));
  await Promise.all(about.files.filter(name => name !== "worker.js").map(name => fetched(name, about.bytes)));
  const { loadPyodide } = await import("./pyodide.mjs");
  const [python, wheel] = await Promise.all([loadPyodide({ indexURL: here }), fetch(here + about.helpers).then(answer => answer.arrayBuffer())]);
  python.unpackArchive(wheel, "wheel");
  const seen = python.runPython(LOOK);
  postMessage({ files: about.files });
  return (asks, item, words) => seen(python.toPy(asks), item, words);
};

const python = start();
python.catch(error => postMessage({ fault: error.message || String(error) }));
self.onmessage = async ({ data: { id, asks, item, words } }) => {
  try {
    postMessage({ id, words, seen: (await python)(asks, item, words) });
  } catch (error) {
    postMessage({ fault: error.message || String(error) });
  }
};
