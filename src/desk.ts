import { budgetDesk } from './api/budget/labels';
import { calendarDesk } from './api/calendar/labels';
import { disclosureRequestDesk } from './api/disclosure-request/labels';
import { establishmentDesk } from './api/establishment/labels';
import { fundDesk } from './api/fund/labels';
import { inquiryDesk } from './api/inquiry/labels';
import { noticeDesk } from './api/notice/labels';
import { organizationDesk } from './api/organization/labels';
import { queryPointDesk } from './api/query-point/labels';
import type { DeskType } from './shared/contracts/editor-desk';

/** What editors see of every content type and component; for src/index.ts and src/admin/app.tsx. */
export const deskTypes: readonly DeskType[] = [
  ...organizationDesk,
  ...establishmentDesk,
  ...fundDesk,
  ...budgetDesk,
  ...noticeDesk,
  ...inquiryDesk,
  ...disclosureRequestDesk,
  ...queryPointDesk,
  ...calendarDesk,
];
