import { describe, expect, test, vi } from 'vitest';

import { createLog } from '../../lib/log.ts';
import type { OutsideWorld, VisitorTraffic } from './outside-world.ts';
import { createPageFaults, type PageFaults } from './page-faults.ts';
import { openTryOut } from './try-out.ts';

const log = createLog('silent');

function opened(pageFaults: PageFaults | null, sendVeterans: OutsideWorld['sendVeterans'] = null) {
  return openTryOut({ pageFaults, world: { sendVeterans }, log });
}

describe('what newcomers try', () => {
  test('is nothing where no page can be made to fail, as in production', () => {
    expect(opened(null)).toBeNull();
  });

  test('is a page whose every second answer fails, until it is mended', () => {
    const faults = createPageFaults();
    const newcomers = opened(faults);
    const struck = () => [1, 2, 3, 4].filter(() => faults.next() === 'page-500').length;
    newcomers?.tryOut.breakPage();
    expect(struck()).toBe(2);
    newcomers?.tryOut.mendPage();
    expect(struck()).toBe(0);
  });

  test('has no Veterans come where sign-in is real', () => {
    expect(opened(createPageFaults())?.tryOut.letVeteransCome).toBeNull();
  });

  test('has Veterans come once, however often it is pressed, and none after the end', async () => {
    const sendings: VisitorTraffic[] = [];
    const newcomers = opened(createPageFaults(), (sending) => {
      sendings.push(sending);
      return Promise.reject(new Error('nobody gets through'));
    });
    newcomers?.tryOut.letVeteransCome?.();
    newcomers?.tryOut.letVeteransCome?.();
    await expect.poll(() => sendings).toMatchObject([{ from: 1, people: 10 }]);
    await newcomers?.close();
    newcomers?.tryOut.letVeteransCome?.();
    expect(sendings).toHaveLength(1);
  });

  test('stops at the end without waiting for those who were still to come', async () => {
    const send = vi.fn(() => new Promise<never>((_, reject) => setImmediate(reject)));
    const newcomers = opened(createPageFaults(), send);
    newcomers?.tryOut.letVeteransCome?.();
    await newcomers?.close();
    expect(send).toHaveBeenCalledTimes(1);
  });
});
