/** A web shop of eight services as a source of traces: the same traces for the same seed and times. */
import type { ResourceSpans, Span } from '../model';
import { countStock, dropOldBaskets, sendMails } from './background';
import { Random } from './random';
import { Instances } from './services';
import { TraceBuilder } from './traceBuilder';
import { checkOut, fillBasket, visitHome, visitProduct, visitSearch } from './visits';
import { weatherAt } from './weather';

/** As many orders wait at most for the mail that confirms them. */
const MAILS_AT_ONCE = 6;

export class Shop {
  private readonly random: Random;
  private readonly instances: Instances;
  private readonly unconfirmed: Span[] = [];

  constructor(private readonly seed: number) {
    this.random = new Random(seed);
    this.instances = new Instances(new Random(seed + 1));
  }

  /** The next trace. @param startMs since 1970 */
  trace(startMs: number): ResourceSpans[] {
    const trace = new TraceBuilder(startMs, this.random, this.instances);
    this.act(trace);
    return trace.build();
  }

  private act(trace: TraceBuilder): void {
    const weather = weatherAt(trace.startMs, this.seed);
    if (this.unconfirmed.length >= MAILS_AT_ONCE) {
      sendMails(trace, this.unconfirmed.splice(0));
      return;
    }
    const dice = this.random.next();
    if (dice < 0.3) {
      visitHome(trace, weather);
    } else if (dice < 0.48) {
      visitSearch(trace, weather);
    } else if (dice < 0.7) {
      visitProduct(trace, weather);
    } else if (dice < 0.85) {
      fillBasket(trace);
    } else if (dice < 0.97) {
      const order = checkOut(trace, weather);
      this.unconfirmed.push(...(order ? [order] : []));
    } else if (dice < 0.985) {
      countStock(trace);
    } else {
      dropOldBaskets(trace);
    }
  }
}
