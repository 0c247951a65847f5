import type { RecordRules } from '../../shared/contracts/editor-desk';
import {
  createChecker,
  isBlank,
  normalizedCodes,
  normalizedTexts,
  textOf,
} from '../../shared/record-checks';

/** 咨询投诉 */
export const inquiryRules: RecordRules = {
  uid: 'api::inquiry.inquiry',
  derive: (record) => ({
    ...normalizedCodes(record, 'trackingCode'),
    ...normalizedTexts(record, 'title', 'name', 'contact'),
  }),
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('title', '标题');
    checker.need('content', '内容');
    checker.pastDate('receivedOn', '收到日期');
    checker.pastDate('repliedOn', '答复日期');
    checker.order('receivedOn', '收到日期', 'repliedOn', '答复日期');
    const hasReply = textOf(record['reply']).trim() !== '';
    if (record['state'] === 'replied') {
      checker.when(!hasReply, 'reply', '状态为“已答复”时须有答复内容，请填写答复');
      checker.when(
        isBlank(record['repliedOn']),
        'repliedOn',
        '状态为“已答复”时须有答复日期，请填写答复日期',
      );
    }
    checker.when(
      !isBlank(record['repliedOn']) && !hasReply,
      'reply',
      '已填答复日期但没有答复内容，请填写答复',
    );
    if (record['isPublic'] === true) {
      checker.when(!hasReply, 'isPublic', '没有答复的来信不能公开，请先填写答复');
      checker.noPersonalData('title', '标题');
      checker.noPersonalData('content', '内容');
      checker.noPersonalData('reply', '答复');
    }
    return checker.issues;
  },
  uniqueKeys: [{ fields: ['trackingCode'], message: '查询码已被使用，请换一个' }],
};
