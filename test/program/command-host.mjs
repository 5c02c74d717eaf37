// Runs commands of the built phcc, one after the other, for the process that has forked this one: starting Node and
// loading the command line would take longer than most of them do. A message is a command: its words and what is set
// in its environment. Its answer: how it ended, and all that it said.

/** The file that runs a command when it is loaded. What it imports stays loaded. */
const PHCC = new URL('../../dist/phcc.mjs', import.meta.url);
const environment = { ...process.env };

let commands = 0;
let last = Promise.resolve();

process.on('message', (command) => {
  last = last.then(() => run(command));
});

async function run({ id, words, settings }) {
  commands += 1;
  process.argv = [process.execPath, 'phcc', ...words];
  process.env = { ...environment, ...settings };
  process.exitCode = undefined;
  const said = [];
  const letSpeak = [process.stdout, process.stderr].map((stream) => listenTo(stream, said));
  try {
    await import(`${PHCC}?command=${commands}`);
  } catch (error) {
    said.push(String(error?.stack ?? error));
    process.exitCode = 1;
  }
  for (const again of letSpeak) again();
  process.send({ id, exitCode: process.exitCode ?? 0, output: said.join('') });
}

function listenTo(stream, said) {
  const { write } = stream;
  stream.write = (text) => said.push(String(text)) > 0;
  return () => (stream.write = write);
}
