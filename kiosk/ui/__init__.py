"""The screen: draws view data, sends the events that buttons carry. Kivy is used here alone."""
