// Runs the module of the crate `exports` beside the page, so that no file is too much
// for it: app/browser/modules.rs sends [id, call, args], and hears { id, answer } of
// each in turn, JSON as bytes. What fails here ends this worker; the page makes a new one.
import load, * as exports from "./exports.js";

// Thrown where it reaches the page, as an error of the worker.
const fail = (error) => setTimeout(() => { throw error; });
const loaded = load();
loaded.then(() => postMessage({}), fail);

// The SBOM that was read last, for its answers.
let sbom;

const calls = {
  ...exports,
  read_sbom(bytes, components) {
    sbom?.free();
    sbom = exports.read_sbom(bytes, components);
    return sbom.answer("");
  },
  answer: (query) => sbom.answer(query),
};

onmessage = ({ data: [id, call, args] }) =>
  loaded.then(() => {
    const answer = calls[call](...args);
    postMessage({ id, answer }, [answer.buffer]);
  }).catch(fail);
