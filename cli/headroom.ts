/** The command line as a program. */
import { main } from './main';
import { allowClosedPipe } from './output';

allowClosedPipe();
await main(process.argv.slice(2));
