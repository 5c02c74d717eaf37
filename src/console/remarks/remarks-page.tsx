import type { FiguresOfStage, Remark, RemarkFilter, RemarkState } from '../../feedback/index.ts';
import { dayInEasternWords } from '../../lib/eastern-time.ts';
import { inFigures, percent } from '../../lib/figures.ts';
import { Alert } from '../../design-system/index.ts';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { NoticeAlert } from '../frame/notice.tsx';
import { TableHead } from '../frame/table-head.tsx';

export type ShownFilter = RemarkFilter;

export type RemarksView = ConsoleFrame & {
  /** Whether this operator may mark remarks. */
  readonly mayMark: boolean;
  readonly filter: ShownFilter;
  /** When they were looked up, in ISO 8601. */
  readonly asOf: string;
  /** Null where it can’t be read just now. */
  readonly read: {
    readonly figures: readonly FiguresOfStage[];
    /** The newest that fit the filter. */
    readonly remarks: readonly Remark[];
    /** Whether these are all that fit it. */
    readonly isAll: boolean;
  } | null;
};

/** What people said of the contacts page: counts, and what they wrote. */
export function renderRemarks(view: RemarksView): string {
  const { read, notice, asOf } = view;
  return consoleDocument({
    ...view,
    heading: 'Remarks',
    current: '/console/remarks',
    children: (
      <>
        <NoticeAlert notice={notice} />
        <AsOf asOf={asOf} />
        {read === null ? (
          <Unread />
        ) : (
          <>
            <SurveyCounts figures={read.figures} />
            <Remarks {...view} {...read} />
          </>
        )}
      </>
    ),
  });
}

function Unread() {
  return (
    <Alert status="error" heading="The remarks can’t be read right now" urgent>
      <p>The database does not answer. Nothing is lost; load this page again in a moment.</p>
    </Alert>
  );
}

/** Answers to the survey by stage. */
export function SurveyCounts({ figures }: { readonly figures: readonly FiguresOfStage[] }) {
  return (
    <section class="panel" aria-labelledby="counts">
      <h2 id="counts">Was the page helpful?</h2>
      {figures.length === 0 ? (
        <p>
          Nobody has answered yet. People are asked below their contacts, while a stage of the
          release is open.
        </p>
      ) : (
        <table class="table table--stacked" role="table">
          <caption>Answers by stage, each person once a stage</caption>
          <TableHead columns={['Stage', 'Helpful', 'Not helpful', 'Answers', 'Unread remarks']} />
          <tbody role="rowgroup">
            {figures.map((one) => (
              <CountsOfStage {...one} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function CountsOfStage({ stage, answers, helpful, notHelpful, unreadRemarks }: FiguresOfStage) {
  return (
    <tr role="row">
      <td role="cell" class="table__what">
        {stage}
      </td>
      <td role="cell" data-label="Helpful">
        {outOf(helpful, answers)}
      </td>
      <td role="cell" data-label="Not helpful">
        {outOf(notHelpful, answers)}
      </td>
      <td role="cell" data-label="Answers">
        {inFigures(answers)}
      </td>
      <td role="cell" data-label="Unread remarks">
        {inFigures(unreadRemarks)}
      </td>
    </tr>
  );
}

const outOf = (part: number, all: number): string =>
  `${inFigures(part)} of ${inFigures(all)} (${percent(part / all)})`;

type RemarksParts = Pick<RemarksView, 'filter' | 'mayMark'> & NonNullable<RemarksView['read']>;

function Remarks({ figures, remarks, filter, mayMark, isAll }: RemarksParts) {
  return (
    <section class="panel" aria-labelledby="remarks">
      <h2 id="remarks">What people wrote</h2>
      {(remarks.length > 0 || isFiltered(filter)) && (
        <Filter filter={filter} stages={figures.map(({ stage }) => stage)} />
      )}
      {!mayMark && <p>A product manager, product owner or engineer marks remarks.</p>}
      {remarks.length === 0 ? (
        <p>
          {isFiltered(filter)
            ? 'No remark matches this choice.'
            : 'No one has written anything yet.'}
        </p>
      ) : (
        <>
          <p>
            <a href={`/console/remarks/export${queryOf(filter)}`}>Download these remarks as CSV</a>
          </p>
          {!isAll && (
            <p>These are the newest {remarks.length}. The file has the older ones, too.</p>
          )}
          <RemarksTable {...{ remarks, filter, mayMark }} />
        </>
      )}
    </section>
  );
}

const isFiltered = (filter: ShownFilter): boolean => Object.keys(filter).length > 0;

const queryOf = (filter: ShownFilter): string =>
  isFiltered(filter) ? `?${new URLSearchParams(filter)}` : '';

const STATES: Readonly<Record<RemarkState, string>> = {
  unread: 'Unread',
  read: 'Read',
  'asks-for-a-change': 'Asks for a change',
};

type FilterParts = { readonly filter: ShownFilter; readonly stages: readonly string[] };

function Filter({ filter, stages }: FilterParts) {
  const states = Object.entries(STATES).map(([value, label]) => ({ value, label }));
  const all = stages.map((stage) => ({ value: stage, label: stage }));
  return (
    <form class="filter" method="get" action="/console/remarks">
      <FilterChoice name="stage" label="Stage" options={all} chosen={filter.stage} />
      <FilterChoice name="state" label="State" options={states} chosen={filter.state} />
      <button class="button button--secondary" type="submit">
        Show
      </button>
    </form>
  );
}

type FilterChoiceParts = {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: string | undefined;
};

function FilterChoice({ name, label, options, chosen }: FilterChoiceParts) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">All</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

type TableParts = Pick<RemarksView, 'filter' | 'mayMark'> & {
  readonly remarks: readonly Remark[];
};

function RemarksTable({ remarks, filter, mayMark }: TableParts) {
  const columns = ['Remark', 'Day', 'Stage', 'State', ...(mayMark ? ['Mark'] : [])];
  return (
    <table class="table table--stacked remarks" role="table">
      <caption>Remarks, the newest day first</caption>
      <TableHead columns={columns} />
      <tbody role="rowgroup">
        {remarks.map((remark) => (
          <RemarkRow {...{ remark, filter, mayMark }} />
        ))}
      </tbody>
    </table>
  );
}

type RowOfRemark = Pick<RemarksView, 'filter' | 'mayMark'> & { readonly remark: Remark };

function RemarkRow({ remark, filter, mayMark }: RowOfRemark) {
  const { text, language, day, stage, state, markedBy } = remark;
  return (
    <tr role="row">
      <td role="cell" class="remarks__text" id={idOf(remark)} lang={language}>
        {text}
      </td>
      <td role="cell" data-label="Day">
        {/* Noon is on the same day in Eastern time. */}
        {dayInEasternWords(`${day}T17:00:00Z`)}
      </td>
      <td role="cell" data-label="Stage">
        {stage}
      </td>
      <td role="cell" data-label="State">
        {STATES[state]}
        {markedBy !== null && ` (${markedBy})`}
      </td>
      {mayMark && (
        <td role="cell">
          <div class="remarks__marks">
            <Mark {...{ remark, filter }} to="read" words="Read" />
            <Mark {...{ remark, filter }} to="asks-for-a-change" words="Asks for a change" />
          </div>
        </td>
      )}
    </tr>
  );
}

type MarkParts = Omit<RowOfRemark, 'mayMark'> & {
  readonly to: RemarkState;
  readonly words: string;
};

function Mark({ remark, filter, to, words }: MarkParts) {
  if (remark.state === to) return null;
  return (
    <form method="post" action={`/console/remarks/${remark.id}/mark`}>
      <input type="hidden" name="state" value={to} />
      <input type="hidden" name="of" value={filter.stage ?? ''} />
      <input type="hidden" name="in" value={filter.state ?? ''} />
      <button class="button button--secondary" type="submit" aria-describedby={idOf(remark)}>
        {words}
      </button>
    </form>
  );
}

const idOf = ({ id }: Remark): string => `remark-${id}`;
