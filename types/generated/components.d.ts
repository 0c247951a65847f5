import type { Schema, Struct } from '@strapi/strapi';

export interface BudgetTable extends Struct.ComponentSchema {
  collectionName: 'components_budget_tables';
  info: {
    displayName: '\u516C\u5F00\u8868\u683C';
    icon: 'grid';
  };
  attributes: {
    file: Schema.Attribute.Media<'files' | 'images'>;
    name: Schema.Attribute.String & Schema.Attribute.Required;
    url: Schema.Attribute.String;
  };
}

export interface BudgetThreePublic extends Struct.ComponentSchema {
  collectionName: 'components_budget_three_publics';
  info: {
    displayName: '\u4E09\u516C\u7ECF\u8D39';
    icon: 'chartBubble';
  };
  attributes: {
    explanation: Schema.Attribute.Text;
    overseas: Schema.Attribute.Decimal &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMax<
        {
          max: 9999999999999.99;
          min: 0;
        },
        number
      > &
      Schema.Attribute.DefaultTo<0>;
    overseasGroups: Schema.Attribute.Integer &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    overseasPersons: Schema.Attribute.Integer &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    reception: Schema.Attribute.Decimal &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMax<
        {
          max: 9999999999999.99;
          min: 0;
        },
        number
      > &
      Schema.Attribute.DefaultTo<0>;
    receptionBatches: Schema.Attribute.Integer &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    receptionPersons: Schema.Attribute.Integer &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    statedTotal: Schema.Attribute.Decimal &
      Schema.Attribute.SetMinMax<
        {
          max: 9999999999999.99;
          min: 0;
        },
        number
      >;
    statedVehicles: Schema.Attribute.Decimal &
      Schema.Attribute.SetMinMax<
        {
          max: 9999999999999.99;
          min: 0;
        },
        number
      >;
    vehicleOperation: Schema.Attribute.Decimal &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMax<
        {
          max: 9999999999999.99;
          min: 0;
        },
        number
      > &
      Schema.Attribute.DefaultTo<0>;
    vehiclePurchase: Schema.Attribute.Decimal &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMax<
        {
          max: 9999999999999.99;
          min: 0;
        },
        number
      > &
      Schema.Attribute.DefaultTo<0>;
    vehiclesOwned: Schema.Attribute.Integer &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    vehiclesPurchased: Schema.Attribute.Integer &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
  };
}

export interface DisclosureRequestPause extends Struct.ComponentSchema {
  collectionName: 'components_disclosure_request_pauses';
  info: {
    displayName: '\u4E0D\u8BA1\u65F6\u671F\u95F4';
    icon: 'clock';
  };
  attributes: {
    endedOn: Schema.Attribute.Date;
    evidence: Schema.Attribute.Text;
    reason: Schema.Attribute.Enumeration<
      ['third-party-consultation', 'other-organ-consultation', 'correction']
    > &
      Schema.Attribute.Required;
    startedOn: Schema.Attribute.Date & Schema.Attribute.Required;
  };
}

export interface EstablishmentOffice extends Struct.ComponentSchema {
  collectionName: 'components_establishment_offices';
  info: {
    displayName: '\u5185\u8BBE\u673A\u6784';
    icon: 'layer';
  };
  attributes: {
    duties: Schema.Attribute.Text;
    headcount: Schema.Attribute.Integer &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    name: Schema.Attribute.String & Schema.Attribute.Required;
  };
}

export interface EstablishmentQuota extends Struct.ComponentSchema {
  collectionName: 'components_establishment_quotas';
  info: {
    displayName: '\u7F16\u5236\u6570';
    icon: 'user';
  };
  attributes: {
    authorized: Schema.Attribute.Integer &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    kind: Schema.Attribute.Enumeration<
      [
        'administrative',
        'political-legal',
        'organ-worker',
        'organ-institution',
        'special',
        'institution-full',
        'institution-partial',
        'institution-self-funded',
      ]
    > &
      Schema.Attribute.Required;
    onRoll: Schema.Attribute.Integer &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
  };
}

export interface FundFindingReason extends Struct.ComponentSchema {
  collectionName: 'components_fund_finding_reasons';
  info: {
    displayName: '\u539F\u56E0\u4E0E\u6570\u91CF';
    icon: 'bulletList';
  };
  attributes: {
    count: Schema.Attribute.Integer &
      Schema.Attribute.Required &
      Schema.Attribute.SetMinMax<
        {
          min: 0;
        },
        number
      >;
    reason: Schema.Attribute.String & Schema.Attribute.Required;
  };
}

export interface FundPolicy extends Struct.ComponentSchema {
  collectionName: 'components_fund_policies';
  info: {
    displayName: '\u653F\u7B56\u4F9D\u636E';
    icon: 'file';
  };
  attributes: {
    docNumber: Schema.Attribute.String;
    issuedOn: Schema.Attribute.Date;
    title: Schema.Attribute.String & Schema.Attribute.Required;
    url: Schema.Attribute.String;
  };
}

export interface FundSources extends Struct.ComponentSchema {
  collectionName: 'components_fund_sources';
  info: {
    displayName: '\u8D44\u91D1\u6765\u6E90';
    icon: 'chartPie';
  };
  attributes: {
    central: Schema.Attribute.Decimal &
      Schema.Attribute.SetMinMax<
        {
          max: 9999999999999.99;
          min: 0;
        },
        number
      > &
      Schema.Attribute.DefaultTo<0>;
    city: Schema.Attribute.Decimal &
      Schema.Attribute.SetMinMax<
        {
          max: 9999999999999.99;
          min: 0;
        },
        number
      > &
      Schema.Attribute.DefaultTo<0>;
    district: Schema.Attribute.Decimal &
      Schema.Attribute.SetMinMax<
        {
          max: 9999999999999.99;
          min: 0;
        },
        number
      > &
      Schema.Attribute.DefaultTo<0>;
    province: Schema.Attribute.Decimal &
      Schema.Attribute.SetMinMax<
        {
          max: 9999999999999.99;
          min: 0;
        },
        number
      > &
      Schema.Attribute.DefaultTo<0>;
  };
}

declare module '@strapi/strapi' {
  export namespace Public {
    export interface ComponentSchemas {
      'budget.table': BudgetTable;
      'budget.three-public': BudgetThreePublic;
      'disclosure-request.pause': DisclosureRequestPause;
      'establishment.office': EstablishmentOffice;
      'establishment.quota': EstablishmentQuota;
      'fund.finding-reason': FundFindingReason;
      'fund.policy': FundPolicy;
      'fund.sources': FundSources;
    }
  }
}
