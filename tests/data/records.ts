import type { ComponentValue, Entity } from './data-set';

/** Records by the attributes of their schemas, see src/api. Money is decimal text in yuan. */

export type OrganizationCategory =
  | 'party-organ'
  | 'peoples-congress'
  | 'government-department'
  | 'cppcc'
  | 'supervision'
  | 'democratic-party'
  | 'mass-organization'
  | 'street-office'
  | 'civil-service-managed'
  | 'public-welfare-1'
  | 'public-welfare-2'
  | 'other';

export type Organization = Entity & {
  code: string;
  name: string;
  slug: string;
  kind: 'organ' | 'institution';
  category: OrganizationCategory;
  isFirstLevel: boolean;
  isBudgetUnit: boolean;
  isClassified: boolean;
  parent: Organization | null;
  duties: string;
  address: string;
  officeHours: string;
  phone: string;
  website: string;
  state: 'active' | 'merged' | 'abolished';
};

export type EstablishmentKind =
  | 'administrative'
  | 'political-legal'
  | 'organ-worker'
  | 'organ-institution'
  | 'special'
  | 'institution-full'
  | 'institution-partial'
  | 'institution-self-funded';

export type Quota = ComponentValue & {
  kind: EstablishmentKind;
  authorized: number;
  onRoll: number;
};

export type EstablishmentRecord = Entity & {
  title: string;
  slug: string;
  organization: Organization;
  approvalNumber: string;
  approvedOn: string;
  organLevel: 'deputy-bureau' | 'section' | 'deputy-section' | 'unit' | 'unranked';
  duties: string;
  offices: readonly ComponentValue[];
  leadershipQuota: number;
  leadershipActual: number;
  quotas: readonly Quota[];
  asOf: string;
};

export type EntryChannel =
  | 'civil-service-exam'
  | 'transfer-appointment'
  | 'transfer'
  | 'open-selection'
  | 'military-transfer'
  | 'open-recruitment'
  | 'policy-placement'
  | 'other';

export type StaffMember = Entity & {
  organization: Organization;
  name: string;
  gender: 'male' | 'female';
  position: string;
  professionalTitle: string | null;
  establishmentKind: EstablishmentKind;
  joinedOn: string;
  leftOn: null;
  entryChannel: EntryChannel;
  rollStatus: 'on-roll' | 'over-quota';
  realNameVerified: boolean;
  cardNumber: string;
  idNumber: string;
  idHash: string;
  birthMonth: string;
};

export type PersonnelChange = Entity & {
  staff: StaffMember | null;
  organization: Organization;
  personName: string;
  kind:
    | 'recruit'
    | 'transfer-in'
    | 'open-selection'
    | 'military-transfer'
    | 'transfer-out'
    | 'retire'
    | 'resign'
    | 'dismiss'
    | 'appoint'
    | 'remove'
    | 'rank-change'
    | 'establishment-change'
    | 'death';
  happenedOn: string;
  recordedOn: string;
  description: string;
};

export type FundCategory =
  | 'minimum-living'
  | 'social-insurance-subsidy'
  | 'family-planning-support'
  | 'disability-subsidy'
  | 'elderly-allowance'
  | 'medical-assistance'
  | 'temporary-relief'
  | 'orphan-support'
  | 'veteran-benefits'
  | 'education-aid'
  | 'employment-subsidy'
  | 'housing-subsidy'
  | 'one-child-award'
  | 'community-project'
  | 'other';

export type Fund = Entity & {
  code: string;
  year: number;
  name: string;
  slug: string;
  category: FundCategory;
  department: Organization;
  sources: ComponentValue & { central: string; province: string; city: string; district: string };
  totalAmount: string;
  standards: string;
  policies: readonly ComponentValue[];
  reachesIndividuals: boolean;
  isSensitive: boolean;
  asOf: string;
};

export type FundAllocation = Entity & {
  code: string;
  fundCode: string;
  parentCode: string | null;
  tier: 'department' | 'street' | 'community' | 'project';
  receiver: string;
  street: string | null;
  amount: string;
  undisbursedAmount: string;
  undisbursedReason: string | null;
  allocatedOn: string;
};

export type FundBeneficiary = Entity & {
  fundCode: string;
  allocationCode: string;
  publicName: string;
  street: string;
  community: string;
  amount: string;
  period: string;
  persons: number;
  households: number;
  name: string;
  idNumber: string;
  idHash: string;
  account: string;
};

export type FundAuditFinding = Entity & {
  fundCode: string;
  foundOn: string;
  period: string;
  persons: number | null;
  households: number | null;
  amount: string;
  recoveredAmount: string;
  reasons: readonly (ComponentValue & { reason: string; count: number })[];
  description: string;
};

export type DepartmentBudget = Entity & {
  title: string;
  slug: string;
  organization: Organization;
  year: number;
  stage: 'budget' | 'final-accounts';
  approvedOn: string;
  totalRevenue: string;
  totalExpenditure: string;
  threePublic: ComponentValue & {
    overseas: string;
    reception: string;
    vehiclePurchase: string;
    vehicleOperation: string;
  };
  operatingCosts: string;
  sourceUrl: string | null;
  tables: readonly ComponentValue[];
};

export type NoticeKind =
  | 'normative-document'
  | 'document'
  | 'establishment-document'
  | 'news'
  | 'announcement'
  | 'interpretation';

export type Notice = Entity & {
  title: string;
  slug: string;
  kind: NoticeKind;
  indexNumber: string;
  docNumber: string | null;
  issuer: Organization;
  issuedOn: string;
  formedOn: string;
  summary: string;
  body: string;
  legalBasis: string;
  validity: 'in-force' | 'repealed' | 'expired';
};

export type PublicationTally = Entity & {
  organization: Organization;
  month: string;
  channel: 'website' | 'gazette' | 'weibo' | 'wechat' | 'other';
  count: number;
};

export type Inquiry = Entity & {
  kind: 'consultation' | 'suggestion' | 'complaint';
  title: string;
  content: string;
  trackingCode: string;
  receivedOn: string;
  isValid: boolean;
  organization: Organization | null;
  state: 'received' | 'assigned' | 'replied' | 'closed';
  reply: string | null;
  repliedOn: string | null;
  isPublic: boolean;
  name: string;
  contact: string;
};

export type DisclosureRequest = Entity & {
  number: string;
  channel: 'in-person' | 'online' | 'letter' | 'fax';
  applicantKind: string;
  submittedAt: string;
  receivedOn: string;
  description: string;
  deliveryForm: 'paper' | 'electronic' | 'in-person-reading' | 'other';
  organization: Organization;
  state: 'submitted' | 'received' | 'correction' | 'processing' | 'answered' | 'closed';
  outcome: string | null;
  answeredOn: string | null;
  closedOn: string | null;
  extendedUntil: string | null;
  extensionReason: string | null;
  pauses: readonly ComponentValue[];
  name: string;
  idNumber: string | null;
  contact: string;
};

export type QueryPoint = Entity & {
  name: string;
  street: string;
  address: string;
  phone: string;
  officeHours: string;
  latitude: string;
  longitude: string;
  hasGuide: boolean;
  hasSeatsAndTea: boolean;
  hasStationery: boolean;
  hasSupervisionPhone: boolean;
  hasOpinionBook: boolean;
  hasDedicatedGuide: boolean;
  maintainedOn: string | null;
  isActive: boolean;
};

export type QueryPointVisit = Entity & { point: QueryPoint; day: string; clicks: number };

export type QueryPointInspection = Entity & {
  point: QueryPoint;
  day: string;
  score: number;
  problems: string | null;
};
