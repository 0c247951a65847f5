const { default: Sequencer } = require('@jest/test-sequencer');

const isBrowser = ({ path }) => /[/\\]tests[/\\]e2e[/\\]/.test(path);
const isPatient = ({ path }) => /[/\\]tests[/\\]api[/\\]cross-post/.test(path);

/**
 * What takes longest comes first, so that all workers end together; on a fresh checkout Jest would
 * go by the size of files. A browser and its server keep the machine busy, while tests of platforms
 * wait most of the time: they run side by side.
 */
class SideBySide extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const browsers = sorted.filter(isBrowser);
    const patient = sorted.filter(isPatient);
    const rest = sorted.filter((test) => !isBrowser(test) && !isPatient(test));
    const pairs = patient.flatMap((test, index) => [test, ...browsers.slice(index, index + 1)]);
    return [...pairs, ...browsers.slice(patient.length), ...rest];
  }
}

module.exports = SideBySide;
