/** SQL for the Chinese name of a kind of posts. */
export const quotaKindSql = (kind: string): string => `case ${kind}
      when 'administrative' then '行政编制'
      when 'political-legal' then '政法专项编制'
      when 'organ-worker' then '机关工勤编制'
      when 'organ-institution' then '机关事业编制'
      when 'special' then '专项编制'
      when 'institution-full' then '全额事业编制'
      when 'institution-partial' then '差额事业编制'
      when 'institution-self-funded' then '自收自支事业编制'
      else ${kind} end`;
