// Python in a worker: the package's own checks, and nothing of a notebook. It says how far it is, then answers.
import { loadPyodide } from "./pyodide.mjs";

const CHECK = `
from helpers.exercises import ask
from helpers.exercises.session import Session
from helpers.exercises.worksheet import answer_cell

session, last = Session(), {}

def checked(name, text, asks):
    text = (answer_cell(text) or (name, text))[1]
    if last.get(name) != text:  # a second look at the same answers is no second try
        session.answer(name, text)
        last[name] = text
    feedback = session.check(name, **asks)
    return feedback.summary(), feedback._repr_html_()

def ahead(sheets):
    for asks in sheets:  # what is read once need not be read while somebody waits
        ask(**{"asks": "kind", **asks})

checked, ahead
`;
const here = new URL(".", import.meta.url).href;
const files = fetch(`${here}runtime.json`).then(answer => answer.json());
let had = 0;

// Python waits for ever for a file that does not come.
const plain = self.fetch.bind(self);
self.fetch = async (...asked) => {
  try {
    const answer = await plain(...asked);
    if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
    return answer;
  } catch (error) {
    postMessage({ fault: String(error) });
    throw error;
  }
};

// Each file that has come moves the bar. (To count bytes on their way would cost seconds: compiled code is kept only
// for what the browser loads by itself.)
new PerformanceObserver(async come => {
  const { bytes } = await files;
  for (const { decodedBodySize } of come.getEntries()) had += decodedBodySize;
  postMessage({ part: Math.min(had / bytes, 1) });
}).observe({ type: "resource", buffered: true });

const start = async () => {
  const [python, helpers] = await Promise.all([
    loadPyodide({ indexURL: here }),
    files.then(({ helpers }) => fetch(here + helpers)).then(answer => answer.arrayBuffer()),
  ]);
  python.unpackArchive(helpers, "wheel");
  const [checked, ahead] = python.runPython(CHECK);
  postMessage({ files: (await files).files });
  return { checked: (name, text, asks) => checked(name, text, python.toPy(asks)).toJs(), ahead: asks => ahead(python.toPy(asks)) };
};

const python = start();
python.catch(error => postMessage({ fault: String(error) }));
self.onmessage = async ({ data: { ahead, name, text, asks } }) => {
  try {
    if (ahead) return (await python).ahead(ahead);
    const [summary, html] = (await python).checked(name, text, asks);
    postMessage({ name, summary, html });
  } catch (error) {
    postMessage({ fault: String(error) });
  }
};
