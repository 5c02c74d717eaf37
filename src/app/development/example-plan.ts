/**
 * The plan as a newcomer can carry it out alone and at once: stages of ten minutes, no number of people to wait
 * for, no items of a go/no-go. What takes the page back stays as it is.
 */
export function examplePlan(document: string): string {
  return document
    .replace(/^(# Release plan: .*)$/m, '$1 (example)')
    .replaceAll(/^- Length of time: .*$/gm, '- Length of time: 10 minutes')
    .replaceAll(/ \(at least \d+ people\)/g, '')
    .replaceAll(/over 1 day, at least 200/g, 'over 1 hour, at least 20')
    .replaceAll(/^- (?:The product manager has read|The contact center).*\n/gm, '')
    .replaceAll(/, signed by the product manager.*$/gm, '')
    .replace(/^(#### Launch go\/no-go:)$/m, `$1\n- ${NO_ITEMS}`);
}

const NO_ITEMS = '`no go items: this is an example, and everyone in it is made up`';
