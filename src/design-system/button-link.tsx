import type { ComponentChildren } from 'preact';

type ButtonLinkParts = { readonly href: string; readonly children: ComponentChildren };

/** The one thing to do next, as a link that looks like a button. */
export function ButtonLink({ href, children }: ButtonLinkParts) {
  return (
    <a class="button" href={href}>
      {children}
    </a>
  );
}
