import type { EventCarrier } from './carrier.ts';
import { dataLayerEntries, type DataLayerEntry } from './data-layer-entries.ts';

/** To an analytics container, whose script is loaded for it: it takes each event as it happens. */
export function dataLayerCarrier(page: Document, name: string, containerUrl: string): EventCarrier {
  const place = window as { dataLayer?: DataLayerEntry[] };
  const layer = (place.dataLayer ??= []);
  // Containers start their own clock by this entry.
  layer.push({ 'gtm.start': Date.now(), event: 'gtm.js' });
  const script = page.createElement('script');
  script.async = true;
  script.src = containerUrl;
  page.head.append(script);
  return {
    carry: (event) => void layer.push(...dataLayerEntries(event, name)),
    leave: () => undefined,
  };
}
