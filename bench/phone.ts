/** A simulated phone: 1.6 Mbit/s, 150 ms round trip, a processor four times slower than this one, nothing in its cache. */
import { chromium, type CDPSession, type Page } from '@playwright/test';

const SCREEN = { width: 390, height: 844 };
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const SLOWER_PROCESSOR = { rate: 4 };

export type Phone = {
  readonly page: Page;
  /** Slow from here on; signing in needs no patience. */
  slowDown(): Promise<CDPSession>;
  close(): Promise<void>;
};

export async function openPhone(): Promise<Phone> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await (await browser.newContext({ viewport: SCREEN })).newPage();
  return {
    page,
    slowDown: async () => {
      const network = await page.context().newCDPSession(page);
      await network.send('Network.enable');
      await network.send('Network.setCacheDisabled', { cacheDisabled: true });
      await network.send('Network.emulateNetworkConditions', NETWORK);
      await network.send('Emulation.setCPUThrottlingRate', SLOWER_PROCESSOR);
      return network;
    },
    close: () => browser.close(),
  };
}

/** When text was first painted of the page that is open, in milliseconds after it was asked for. */
export function firstPaintOf(page: Page): Promise<number> {
  return page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  );
}
