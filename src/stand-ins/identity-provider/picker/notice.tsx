import { renderPage } from './page.tsx';

/** A page that says one thing. */
export function renderNotice({ heading, sentence }: { heading: string; sentence: string }): string {
  return renderPage(
    heading,
    <>
      <h1>{heading}</h1>
      <p class="lead">{sentence}</p>
    </>,
  );
}
