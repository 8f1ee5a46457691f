import { benchServer } from './bench.ts';
import { formatServerReport } from './print.ts';

const report = await benchServer({ short: process.argv.includes('--short') });
process.stdout.write(`${formatServerReport(report)}\n`);
