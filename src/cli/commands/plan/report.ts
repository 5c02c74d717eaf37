import { writeFileSync } from 'node:fs';

import { Command } from 'commander';

import { done, failed, type Outcome } from '../../outcome.ts';
import { releasePath } from '../../releases.ts';
import { onServer, withJson, type CommonOptions } from '../../run.ts';

export function reportCommand(): Command {
  return withJson(new Command('report'))
    .description('the plan document with what has happened written into it')
    .argument('[plan]', 'the plan’s id; may be left out when one is loaded')
    .option('-o, --output <file>', 'write it to a file instead of printing it')
    .action((plan: string | undefined, options: CommonOptions & { output?: string }) =>
      onServer(options, async (server) => {
        const path = await releasePath(server, plan);
        if (!path.ok) return path.error;
        const report = await server.getText(`${path.value}/report`);
        if (!report.ok) return report.error;
        return options.output === undefined
          ? done(report.value, { report: report.value })
          : writeReport(options.output, report.value);
      }),
    );
}

function writeReport(file: string, report: string): Outcome {
  try {
    writeFileSync(file, report);
    return done(`Written to ${file}`, { file });
  } catch {
    return failed(
      `${file} can’t be written. Does its folder exist, and may you write there?`,
      'unwritable',
    );
  }
}
