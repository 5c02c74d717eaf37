import { parser } from '@prometheus-io/lezer-promql';

/** What an expression of PromQL names. */
export type NamedInExpression = {
  /** Each metric, with what is asked of its labels. */
  readonly selectors: readonly Selector[];
  /** Labels by which something is grouped. */
  readonly grouping: readonly string[];
  readonly errors: number;
};

export type Selector = { readonly metric: string; readonly matchers: readonly Matcher[] };
type Matcher = { readonly label: string; readonly op: string; readonly value: string };

/** The part of lezer’s nodes that is needed here. */
type SyntaxNode = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly type: { readonly isError: boolean };
  getChild(name: string): SyntaxNode | null;
  getChildren(name: string): readonly SyntaxNode[];
};

/** Reads an expression by Prometheus’ own grammar. */
export function namedIn(expression: string): NamedInExpression {
  const selectors: Selector[] = [];
  const grouping: string[] = [];
  let errors = 0;
  const textOf = (node: SyntaxNode | null) =>
    node === null ? '' : expression.slice(node.from, node.to);
  const matcherOf = (node: SyntaxNode): Matcher => ({
    label: textOf(node.getChild('LabelName')),
    op: textOf(node.getChild('MatchOp')),
    value: textOf(node.getChild('StringLiteral')).slice(1, -1),
  });
  parser.parse(expression).iterate({
    enter: ({ node }: { readonly node: SyntaxNode }) => {
      if (node.type.isError) errors += 1;
      if (node.name === 'GroupingLabels')
        grouping.push(...node.getChildren('LabelName').map(textOf));
      if (node.name !== 'VectorSelector') return;
      const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
      selectors.push({
        metric: textOf(node.getChild('Identifier')),
        matchers: matchers.map(matcherOf),
      });
    },
  });
  return { selectors, grouping, errors };
}
