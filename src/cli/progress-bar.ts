const WIDTH = 30;

export type Screen = { readonly isTTY: boolean; write(text: string): unknown };

/** A bar while runs go on; nothing where nobody watches a terminal. */
export function progressBar(what: string, total: number, screen: Screen) {
  return {
    show: (finished: number) => {
      if (screen.isTTY) screen.write(`\r${barInWords(what, finished, total)}`);
    },
    clear: () => {
      if (screen.isTTY) screen.write(`\r${' '.repeat(barInWords(what, total, total).length)}\r`);
    },
  };
}

function barInWords(what: string, finished: number, total: number): string {
  const full = Math.round((WIDTH * finished) / total);
  return `${what} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${finished} of ${total}`;
}
