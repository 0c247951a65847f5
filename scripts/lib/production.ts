// Imported first by every launcher that serves for real: @strapi/strapi falls back to development
// as soon as it is loaded.
process.env['NODE_ENV'] ??= 'production';

// Strapi 5.54 sends queries of one transaction in parallel, which pg 8 takes and announces to end in
// pg 9; an operator can do nothing about it.
process.noDeprecation = true;
