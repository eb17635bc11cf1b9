from odoo import models


class EservicesPriceReason(models.AbstractModel):
    """Why a product costs what it does, in words: for the customer who asks, and for nobody else (B5)."""

    _name = "eservices.price.reason"
    _description = "Why this price"

    def _explain(self, customer, product, quantity):
        """Hook: sentences on the price of a quantity: list price, own price with its rule, the next tier.

        Neither cost nor margin is named, whatever a rule is based on.

        :param product: ``product.product`` that the customer may order
        :param float quantity: how much he wants
        :return: list of sentences
        """
        prices = self.env["eservices.prices"]
        tiers = prices._get_prices(customer, product)[product]
        currency = customer.currency
        list_price = product.currency_id._convert(product.lst_price, currency, customer.config.company_id)
        start, price = next((tier for tier in reversed(tiers) if tier[0] <= quantity), tiers[0])
        sentences = [self.env._("List price: %s.", prices._format(list_price, currency))]
        if currency.compare_amounts(price, list_price):
            sentences.append(
                self.env._(
                    "%(pricelist)s: %(price)s.",
                    pricelist=customer.pricelist.name or self.env._("Your price"),
                    price=prices._get_tier_texts((tiers[0], (start, price)), currency)[1]
                    if start > 1
                    else prices._format(price, currency),
                )
            )
            sentences += self._explain_rule(prices._get_rule(customer, product, quantity))
        else:
            sentences.append(self.env._("You pay the list price."))
        following = next((tier for tier in tiers if tier[0] > quantity), None)
        if following:
            text = prices._get_tier_texts((tiers[0], following), currency)[1]
            sentences.append(self.env._("Next tier: %s.", text))
        return sentences

    def _explain_rule(self, rule):
        """What of a rule may be told: a discount on the list price, and until when it holds."""
        sentences = []
        if rule.compute_price == "percentage" and not rule.base_pricelist_id and rule.percent_price > 0:
            percent = self.env["eservices.quantities"]._format(rule.percent_price)
            sentences.append(self.env._("That is %s%% off the list price.", percent))
        if rule.date_end:
            day = self.env["eservices.dates"]._format_full_day(rule.date_end)
            sentences.append(self.env._("It holds until %s.", day))
        return sentences
