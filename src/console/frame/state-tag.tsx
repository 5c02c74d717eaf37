import type { ReleaseState } from '../../release/index.ts';

/** Where a release stands: always the word, with an icon and a color of its own. */
export function StateTag({ state }: { readonly state: ReleaseState }) {
  return (
    <span class={`state state--${state.kind}`}>
      <svg class="state__icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={ICONS[state.kind]} />
      </svg>
      {state.words}
    </span>
  );
}

/** In a square of 16: outlines that differ also where colors are taken away. */
const ICONS: Readonly<Record<ReleaseState['kind'], string>> = {
  draft: 'M3 1h7l3 3v11H3zM5 7h6v1.5H5zm0 3h6v1.5H5z',
  'in-testing': 'M6 1h4v5l4 9H2l4-9z',
  'waiting-for-go': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm1 3v4l3 2-1 1.5L7 9V4z',
  open: 'M8 2l6 8h-4v4H6v-4H2z',
  'on-hold': 'M3 2h4v12H3zm6 0h4v12H9z',
  'stepping-back': 'M8 14L2 6h4V2h4v4h4z',
  'rolled-back': 'M2 2h12v12H2z',
  'fully-on': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm3.5 4L7 11.5 4 8.5l1-1 2 2 3.5-5z',
  'check-ins-due': 'M2 3h12v11H2zM4 1h2v2H4zm6 0h2v2h-2zM7 11.5L4.5 9l1-1L7 9.500l3.500-3.500 1 1z',
  closed: 'M2 7h12v2H2z',
};
