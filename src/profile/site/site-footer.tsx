import { useWords } from '../../design-system/index.ts';
import { WORDS } from '../words.ts';

export function SiteFooter() {
  return (
    <footer class="site-footer">
      <div class="width">
        <p>{useWords(WORDS).site.footer}</p>
      </div>
    </footer>
  );
}
