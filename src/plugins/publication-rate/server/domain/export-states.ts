import type {
  FigureItem,
  FigureMeasure,
  ItemState,
} from '../../../../shared/contracts/publication-rate';

type StateNames = Readonly<Record<ItemState, string>>;

const STATE_NAMES: StateNames = { counted: '已完成', missing: '未完成', excluded: '不计入' };
/** What a rate of timeliness misses is late, whether it was done in the end or not. */
const TIMELY_NAMES: StateNames = { counted: '按时完成', missing: '逾期', excluded: '不计入' };

/** What files call the states of a figure's rows. */
export const stateNames = (measure: FigureMeasure): StateNames =>
  measure === 'timely-rate' ? TIMELY_NAMES : STATE_NAMES;

/** What files call the state of one row. */
export const stateName = (
  { state, doneOn }: Pick<FigureItem, 'state' | 'doneOn'>,
  measure: FigureMeasure,
): string => {
  if (measure === 'timely-rate' && state === 'missing') {
    return doneOn === null ? '逾期未完成' : '逾期完成';
  }
  return stateNames(measure)[state];
};
