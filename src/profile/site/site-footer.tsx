import type { ComponentChildren } from 'preact';
import { useWords } from '../../design-system/index.ts';
import { WORDS } from '../words.ts';

export function SiteFooter({ children }: { readonly children?: ComponentChildren }) {
  return (
    <footer class="site-footer">
      <div class="width">
        {children}
        <p>{useWords(WORDS).site.footer}</p>
      </div>
    </footer>
  );
}
