import { createGlobalStyle } from 'styled-components';

/**
 * A4, without what can only be pressed. Dark letters on white whatever the theme; the grounds of
 * standings are set here, because those of a dark theme would be too dark for them.
 */
export const PrintStyle = createGlobalStyle`
  [data-print-only] {
    display: none;
  }

  @media print {
    @page {
      size: A4 landscape;
      margin: 12mm;
    }

    body > *:not(#strapi),
    nav,
    [role='tablist'],
    [data-no-print] {
      display: none !important;
    }
    [data-print-only] {
      display: block;
    }

    html,
    body,
    #strapi,
    #strapi :has(main),
    main {
      display: block !important;
      position: static !important;
      width: auto !important;
      height: auto !important;
      min-height: 0 !important;
      padding: 0 !important;
      overflow: visible !important;
      background: #fff !important;
    }
    main [data-strapi-header] {
      padding: 0 0 4mm !important;
      background: #fff !important;
    }
    main > *,
    main [data-strapi-header] + * {
      padding-left: 0 !important;
      padding-right: 0 !important;
    }

    main * {
      color: #000 !important;
      box-shadow: none !important;
      animation: none !important;
    }
    main a {
      text-decoration: none !important;
    }
    main table,
    main th,
    main td,
    main [data-panel],
    main [data-scroller] {
      background-color: #fff !important;
      overflow: visible !important;
      max-height: none !important;
    }
    main th,
    main td {
      position: static !important;
      height: auto !important;
      padding: 1mm 2mm !important;
    }
    main th:first-child,
    main td:first-child {
      min-width: 0 !important;
    }
    main thead {
      display: table-header-group;
    }
    main tr,
    main li,
    main [data-panel] {
      break-inside: avoid;
    }
    main h2,
    main h3 {
      break-after: avoid;
    }

    main [data-standing],
    main [data-bar] {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
      min-height: 0 !important;
    }
    main [data-standing='good'] {
      background-color: #e6f4ea !important;
    }
    main [data-standing='warning'] {
      background-color: #fdf0cf !important;
    }
    main [data-standing='failing'] {
      background-color: #fbe0dd !important;
    }
    main [data-standing='excluded'] {
      background-color: #ececf0 !important;
    }
  }
`;
