import { Alert } from '../../design-system/index.ts';
import type { ConsoleFrame } from './console-document.tsx';

export function NoticeAlert({ notice }: Pick<ConsoleFrame, 'notice'>) {
  return (
    notice && (
      <Alert status={notice.status} heading={HEADINGS[notice.status]}>
        <p>{notice.sentence}</p>
        {notice.leadsTo && (
          <p>
            <a href={notice.leadsTo.href}>{notice.leadsTo.words}</a>
          </p>
        )}
        {notice.confirmsRole && <ConfirmRole />}
      </Alert>
    )
  );
}

/** In a tab of its own: what was typed stays in this one. */
export function ConfirmRole() {
  return (
    <p>
      <a href="/sign-in?return=%2Fconsole" target="_blank" rel="noopener">
        Confirm your role (opens in a new tab)
      </a>
    </p>
  );
}

const HEADINGS = {
  success: 'Done',
  warning: 'Done, but not recorded yet',
  error: 'Not done',
} as const;
