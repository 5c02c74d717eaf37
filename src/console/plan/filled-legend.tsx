/** What the marks in a plan with its results say. */
export function FilledLegend() {
  return (
    <p class="quiet plan-legend">A dotted line at the edge marks what the program filled in.</p>
  );
}
