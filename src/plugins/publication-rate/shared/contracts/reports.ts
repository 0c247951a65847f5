/**
 * Shapes that the admin and public routes answer with beside single figures; used by the server and
 * by the panel. Numbers are decimal strings, money in yuan with two decimals (signed where it is a
 * difference), days `YYYY-MM-DD` in Asia/Shanghai, instants ISO in UTC.
 */
import type {
  FigureDescription,
  FigureItem,
  FigurePeriod,
  FigureValue,
} from '../../../../shared/contracts/publication-rate';

/** How a cell or light stands; never told by colour alone. */
export const STANDINGS = ['good', 'warning', 'failing', 'excluded', 'none'] as const;
export type Standing = (typeof STANDINGS)[number];

/** One obligation of one organization. */
export interface HeatmapCell {
  readonly organizationId: string;
  /** Id of the rate behind the column. */
  readonly figureId: string;
  readonly standing: Standing;
  readonly counted: string;
  readonly missing: string;
  readonly excluded: string;
  /** Done after their due day. */
  readonly late: string;
  /** Missing although their due day is past, or without one. */
  readonly overdue: string;
  /** Percent, floored to two decimals; "—" for 0/0. */
  readonly value: string;
  /** Why, and by what basis, where the cell is `excluded`. */
  readonly reason: string | null;
}

export interface Heatmap {
  readonly columns: readonly {
    readonly figureId: string;
    readonly name: string;
    readonly nameEn: string;
  }[];
  /** Worst first. Classified organs are no rows. */
  readonly rows: readonly {
    readonly organizationId: string;
    readonly name: string;
    readonly missing: string;
  }[];
  /** Only where an organization has items; a pair without a cell has no such obligation. */
  readonly cells: readonly HeatmapCell[];
  readonly period: FigurePeriod;
}

/** A figure through the months of a year, to the end of each month or the as-of day. */
export interface TrendSeries {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly points: readonly {
    /** `2017-06`. */
    readonly month: string;
    /** The last day that the point knows of. */
    readonly asOf: string;
    readonly value: string;
    /** The same month of the year before; null where that year has no records. */
    readonly lastYear: string | null;
  }[];
}

/** One difference of a fund's tables, at the node where it arises. */
export interface ReconciliationDifference {
  readonly rule:
    | 'total-sources'
    | 'total-departments'
    | 'children-exceed-received'
    | 'rest-not-stated'
    | 'leaf-beneficiaries'
    | 'unknown-parent'
    | 'unknown-allocation';
  /** Chinese sentence that says what differs from what. */
  readonly message: string;
  /** Signed: what is there minus what should be. */
  readonly amount: string;
  /** Code of the node, '' for the fund itself. */
  readonly nodeCode: string;
  readonly nodeName: string;
  readonly uid: string;
  readonly documentId: string;
}

export interface FundReconciliation {
  readonly documentId: string;
  readonly code: string;
  readonly name: string;
  readonly organizationId: string | null;
  readonly organization: string | null;
  readonly isPublic: boolean;
  readonly isSensitive: boolean;
  readonly total: string;
  readonly sources: string;
  /** What arrived at the tier below, tier by tier. */
  readonly departmentAmount: string;
  readonly streetAmount: string;
  readonly leafAmount: string;
  /** What the nodes state as not passed on. */
  readonly statedRest: string;
  /** Null where the fund doesn't reach individuals. */
  readonly beneficiaryAmount: string | null;
  /** 人: whoever is paid several times counts once. */
  readonly persons: string;
  /** 户: as with persons. */
  readonly households: string;
  /** 人次: the persons of every payment. */
  readonly personTimes: string;
  /** The first of them: those of the fund itself, then the largest. */
  readonly differences: readonly ReconciliationDifference[];
  /** How many there are in all. */
  readonly differenceCount: number;
  readonly state: 'balanced' | 'different';
}

/** A node of a fund's tree with what it received, passed on and states as the rest. */
export interface ReconciliationNode {
  readonly code: string;
  readonly parentCode: string | null;
  readonly tier: string;
  readonly receiver: string;
  readonly documentId: string;
  readonly received: string;
  readonly children: string;
  readonly statedRest: string;
  readonly restReason: string | null;
  /** Null where no rows are expected. */
  readonly beneficiaries: string | null;
  readonly persons: string;
  readonly households: string;
  readonly personTimes: string;
  readonly differences: readonly ReconciliationDifference[];
  /** How many nodes hang directly below. */
  readonly childCount: number;
  /** Whether a node somewhere below has a difference. */
  readonly isDifferentBelow: boolean;
}

/** One payment below a node. */
export interface ReconciliationRow {
  readonly uid: string;
  readonly documentId: string;
  readonly nodeCode: string;
  /** Masked as the public sees it. */
  readonly label: string;
  readonly place: string;
  readonly period: string | null;
  readonly amount: string;
  readonly persons: string;
  readonly households: string;
}

/** Something that isn't wrong by arithmetic but should be looked at. */
export interface PlausibilityFinding extends Omit<
  FigureItem,
  'state' | 'quantity' | 'dueIsProvisional'
> {
  readonly kind: string;
  readonly kindName: string;
}

/** A kind of finding with how many there are. */
export interface FindingKind {
  readonly kind: string;
  readonly name: string;
  readonly nameEn: string;
  readonly definition: string;
  readonly legalBasis: string;
  readonly count: number;
}

export interface SnapshotSummary {
  readonly documentId: string;
  readonly year: number;
  readonly asOf: string;
  readonly frozenAt: string;
  readonly frozenBy: string;
  readonly reason: string;
  readonly figures: number;
  readonly items: number;
  /** sha256 (hex) over who, when and why, figures and items. */
  readonly digest: string;
  /** Whether all that still has that digest; in lists, as found within the last hour. */
  readonly isIntact: boolean;
}

/** A snapshot with its figures as they were frozen; of some organizations where one may see only those. */
export interface SnapshotDetail extends SnapshotSummary {
  readonly values: readonly (FigureDescription & FigureValue)[];
}

export interface SnapshotComparison {
  readonly snapshot: SnapshotSummary;
  /** The other snapshot, where it isn't compared with the records as they are. */
  readonly other: SnapshotSummary | null;
  /** What the current side speaks of. */
  readonly period: FigurePeriod;
  readonly figures: readonly {
    readonly id: string;
    readonly name: string;
    readonly unit: string;
    /** Asks whether things were done in time. */
    readonly isTimely: boolean;
    readonly frozen: FigureValue | null;
    readonly current: FigureValue | null;
    readonly isChanged: boolean;
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
  }[];
}

/** Rows behind one figure that differ from a snapshot. */
export interface SnapshotItemChange {
  readonly key: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly frozen: FigureItem | null;
  readonly current: FigureItem | null;
}

/** One indicator of the national check (国办秘函〔2019〕19号) as a light. */
export interface InspectionLight {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly basis: string;
  readonly standing: 'good' | 'warning' | 'failing' | 'none';
  /** One Chinese sentence: what it is and what to do. */
  readonly message: string;
  readonly limitDays: number | null;
  /** Days until the limit; negative when it is passed; null where nothing was ever done. */
  readonly daysLeft: number | null;
  /** How many things it watches. */
  readonly watched: number;
  /** How many are near their limit or beyond it; `offenders` has the worst of them. */
  readonly offendersTotal: number;
  readonly offenders: readonly {
    readonly standing: 'warning' | 'failing';
    readonly label: string;
    readonly uid: string | null;
    readonly documentId: string | null;
    readonly organization: string | null;
    readonly since: string | null;
    readonly daysLeft: number | null;
    readonly message: string;
  }[];
}

export interface Inspection {
  readonly lights: readonly InspectionLight[];
  readonly checkedAt: string;
}

/** Something to do, with the rate that misses it. */
export interface WorkItem extends FigureItem {
  readonly figureId: string;
  readonly figureName: string;
  readonly figureNameEn: string;
  /** Which year's; null where it doesn't belong to one. */
  readonly year: number | null;
}

/** What is overdue, soon due or missing for the person who asks; the first ones of each kind. */
export interface MyWork {
  readonly overdue: readonly WorkItem[];
  readonly overdueTotal: number;
  readonly dueSoon: readonly WorkItem[];
  readonly dueSoonTotal: number;
  /** Missing, where no day tells by when it should be there. */
  readonly undated: readonly WorkItem[];
  readonly undatedTotal: number;
  /** Names of the organizations that the person is an editor of; null for none: the work of all. */
  readonly organization: string | null;
}
